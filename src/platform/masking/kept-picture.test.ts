import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptPicture } from './kept-picture.ts';

const bright = 200;
let openFrames = 0;

/** Pixels in memory, or on the graphics card alone (`format` null). */
class FakeFrame {
  readonly visibleRect: { readonly width: number; readonly height: number };
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly timestamp: number;
  readonly format: string | null;
  readonly colorSpace = {};
  readonly bytes: Uint8Array;
  isCopyable = true;

  constructor(bytes: Uint8Array, init: { codedWidth: number; codedHeight: number; format: string | null; timestamp: number }) {
    openFrames += 1;
    this.bytes = bytes;
    this.visibleRect = { width: init.codedWidth, height: init.codedHeight };
    [this.displayWidth, this.displayHeight] = [init.codedWidth, init.codedHeight];
    [this.format, this.timestamp] = [init.format, init.timestamp];
  }
  clone(): this {
    openFrames += 1;
    return this;
  }
  close(): void {
    openFrames -= 1;
  }
  allocationSize(): number {
    if (this.format === null) throw new Error('NotSupportedError');
    return this.bytes.byteLength;
  }
  copyTo(into: Uint8Array): Promise<readonly object[]> {
    if (!this.isCopyable) return Promise.reject(new Error('the graphics card is gone'));
    into.set(this.bytes);
    return Promise.resolve([]);
  }
}

function captured(format: string | null): FakeFrame {
  return new FakeFrame(new Uint8Array(6 * 4 * 4).fill(bright), { codedWidth: 6, codedHeight: 4, format, timestamp: 1_000 });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is touched of a frame
const asFrame = (frame: FakeFrame): VideoFrame => frame as unknown as VideoFrame;

/** Kept at 0, and asked for half a second later. */
async function again(frame: FakeFrame, ...asked: readonly { isHiding: boolean }[]): Promise<readonly (FakeFrame | undefined)[]> {
  const kept = new KeptPicture();
  kept.keep(asFrame(frame), 0);
  frame.close();
  const all: (FakeFrame | undefined)[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by the stub
  for (const how of asked) all.push((await kept.again(() => 500, how)) as unknown as FakeFrame | undefined);
  for (const one of all) one?.close();
  kept.drop();
  return all;
}
const shades = (frame: FakeFrame | undefined): readonly number[] => [...new Set(frame?.bytes)];
const [timed, hiding] = [{ isHiding: false }, { isHiding: true }];

describe('[SU146] a picture that goes again', () => {
  beforeEach(() => {
    openFrames = 0;
    vi.stubGlobal('VideoFrame', FakeFrame);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is the same, later, also when something of it is to be hidden', async () => {
    const [first, second] = await again(captured('RGBX'), timed, hiding);
    expect([shades(first), shades(second)]).toEqual([[bright], [bright]]);
    expect(first?.timestamp).toBe(1_000 + 1 + 490_000);
    expect(openFrames, 'all are given back').toBe(0);
  });

  it('is black at once and from then on where its pixels cannot be read and something of it is to be hidden', async () => {
    const [before, then, after] = await again(captured(null), timed, hiding, timed);
    expect(before).toBeUndefined();
    expect([shades(then), shades(after)]).toEqual([[0], [0]]);
    expect([then?.displayWidth, then?.displayHeight, then?.timestamp]).toEqual([6, 4, 491_001]);
    expect(openFrames, 'all are given back').toBe(0);
  });

  it('is black also where copying it fails', async () => {
    const [before, then] = await again(Object.assign(captured('RGBX'), { isCopyable: false }), timed, hiding);
    expect([before, shades(then)]).toEqual([undefined, [0]]);
    expect(openFrames, 'all are given back').toBe(0);
  });

  it('is none when another came while it was copied: that one is painted as the masks are', async () => {
    const kept = new KeptPicture();
    kept.keep(asFrame(captured('RGBX')), 0);
    const asked = kept.again(() => 500, hiding);
    kept.keep(asFrame(captured(null)), 400);
    expect(await asked).toBeUndefined();
  });
});
