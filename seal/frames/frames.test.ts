import { describe, expect, it } from 'vitest';
import { utf8, textOf, type Bytes } from '../bytes.ts';
import type { FrameKeys } from '../session/sealed-session.ts';
import type { FrameCodec } from './clear-prefix.ts';
import { FrameKeyring } from './frame-keyring.ts';
import { FrameOpener } from './frame-opener.ts';
import { FrameSealer } from './frame-sealer.ts';
import { kidOf, partsOfKid } from './kid.ts';
import { ReplayWindow } from './replay-window.ts';

const secret = (fill: number): Bytes => new Uint8Array(32).fill(fill);
const seatsOf = (...seats: string[]) => new Map(seats.map((seat, leaf) => [leaf, seat]));
const keysOf = (leaf: number, change: Partial<FrameKeys> = {}): FrameKeys => ({
  epoch: 1,
  baseKey: secret(1),
  myLeaf: leaf,
  seats: seatsOf('alice', 'bob', 'carol'),
  ...change,
});
const alicesScreen = { seatId: 'alice', context: 7 };
/** Alice (leaf 0) sends, Bob (leaf 1) receives. */
async function ends(codec: FrameCodec = 'vp9', context = 7) {
  const clock = { now: 0 };
  const sealer = new FrameSealer(context, codec);
  const keyring = new FrameKeyring(() => clock.now);
  const opener = new FrameOpener(keyring, codec, { seatId: 'alice', context });
  await sealer.setKeys(keysOf(0));
  keyring.set(keysOf(1));
  return { clock, sealer, keyring, opener };
}
async function sealed(sealer: FrameSealer, text: string, isKeyFrame = true): Promise<Bytes> {
  const frame = await sealer.seal({ data: utf8(text), isKeyFrame, encoding: 1 });
  if (!frame) throw new Error('nothing was sealed');
  return frame;
}
async function opened(opener: FrameOpener, frame: Bytes): Promise<string> {
  const result = await opener.open(frame);
  return result.isOpen ? textOf(result.data) : result.why;
}

describe('key ids', () => {
  it('[SE62] hold context, leaf and the last eight bits of the epoch', () => {
    expect(kidOf({ context: 3, leaf: 5, epoch: 258 })).toBe(0x30502n);
    expect(partsOfKid(0x30502n)).toEqual({ context: 3, leaf: 5, epoch: 2 });
    expect(kidOf({ context: 0xffff_ffff, leaf: 255, epoch: 255 })).toBe(0xffff_ffff_ffffn);
    expect(partsOfKid(1n << 48n)).toBeUndefined();
    expect(() => kidOf({ context: 0, leaf: 256, epoch: 0 })).toThrow(RangeError);
  });
});

describe('the replay window', () => {
  it('[SE63] takes each of the last 1024 counters once, in any order, and nothing older', () => {
    const window = new ReplayWindow();
    for (const counter of [0n, 5n, 3n, 1024n]) expect(window.accept(counter)).toBe(true);
    for (const counter of [0n, 5n, 3n, 1024n]) expect(window.accept(counter)).toBe(false);
    expect(window.accept(1n)).toBe(true);
    expect(window.accept(5000n)).toBe(true);
    expect([window.isFresh(3976n), window.isFresh(3977n), window.isFresh(4999n)]).toEqual([false, true, true]);
  });
});

describe('frames', () => {
  it('[SE64] keep only the codec’s prefix in the clear, and open on the other side', async () => {
    const key = Uint8Array.from({ length: 40 }, (_, at) => (at === 0 ? 0x10 : at + 100));
    const delta = Uint8Array.from(key, (byte, at) => (at === 0 ? 0x11 : byte));
    for (const [codec, data, clear] of [
      ['vp8', key, 10],
      ['vp8', delta, 3],
      ['vp9', key, 0],
      ['opus', key, 1],
    ] as const) {
      const { sealer, opener } = await ends(codec);
      const frame = await sealer.seal({ data, isKeyFrame: true, encoding: 1 });
      expect(frame?.slice(0, clear)).toEqual(data.slice(0, clear));
      const rest = Array.from(data.slice(clear, clear + 8)).join();
      expect(Array.from(frame ?? []).join()).not.toContain(rest);
      expect(await opener.open(frame ?? new Uint8Array())).toEqual({ isOpen: true, data });
    }
  });

  it('[SE64] a frame shorter than its prefix is not sent', async () => {
    const { sealer } = await ends('vp8');
    expect(await sealer.seal({ data: new Uint8Array([0x10, 1]), isKeyFrame: true, encoding: 1 })).toBeUndefined();
  });

  it('[SE64] a changed bit anywhere, the prefix included, is never shown', async () => {
    const { sealer, opener } = await ends('vp8');
    const frame = await sealed(sealer, 'a frame of which one bit is changed');
    for (let at = 0; at < frame.length; at += 1) {
      const changed = frame.slice();
      changed[at] = (changed[at] ?? 0) ^ 2;
      expect(['forged', 'foreign', 'no-key', 'malformed'], `byte ${String(at)}`).toContain(await opened(opener, changed));
    }
    expect(await opened(opener, frame)).toBe('a frame of which one bit is changed');
  });

  it('[SE63] a frame opens once; layers share the counter; strangers’ counters move nothing', async () => {
    const { sealer, opener, keyring } = await ends();
    const frames = [await sealed(sealer, 'one'), await sealed(sealer, 'two'), await sealed(sealer, 'three')];
    for (const at of [1, 0, 2]) expect(await opened(opener, frames[at] ?? new Uint8Array())).toBe(['one', 'two', 'three'][at]);
    for (const frame of frames) expect(await opened(opener, frame)).toBe('replayed');
    // Nor in another track's place.
    expect(await opened(new FrameOpener(keyring, 'vp9', alicesScreen), frames[0] ?? new Uint8Array())).toBe('replayed');
  });

  it('[SE65] without keys nothing is sealed and nothing opened', async () => {
    const sealer = new FrameSealer(1, 'opus');
    expect(await sealer.seal({ data: utf8('word'), isKeyFrame: true, encoding: 1 })).toBeUndefined();
    const { sealer: other } = await ends('opus');
    const opener = new FrameOpener(new FrameKeyring(() => 0), 'opus', alicesScreen);
    expect(await opened(opener, await sealed(other, 'word'))).toBe('no-key');
  });

  it('[SE65] with other keys nothing opens', async () => {
    const { sealer } = await ends();
    const keyring = new FrameKeyring(() => 0);
    keyring.set(keysOf(1, { baseKey: secret(2) }));
    expect(await opened(new FrameOpener(keyring, 'vp9', alicesScreen), await sealed(sealer, 'picture'))).toBe('forged');
  });

  it('[SE66] the first frame of an encoding in an epoch is a key frame', async () => {
    const { sealer } = await ends();
    const frame = (isKeyFrame: boolean, encoding: number) => sealer.seal({ data: utf8('x'), isKeyFrame, encoding });
    expect(await frame(false, 1)).toBeUndefined();
    expect(await frame(true, 1)).toBeDefined();
    expect(await frame(false, 1)).toBeDefined();
    expect(await frame(false, 2)).toBeUndefined();
    await sealer.setKeys(keysOf(0, { epoch: 2, baseKey: secret(2) }));
    expect(await frame(false, 1)).toBeUndefined();
    expect(await frame(true, 1)).toBeDefined();
  });

  it('[SE67] old keys of others live ten seconds, those of a removed leaf not at all', async () => {
    const { sealer, opener, keyring, clock } = await ends();
    const frames = [await sealed(sealer, 'one'), await sealed(sealer, 'two'), await sealed(sealer, 'three')] as const;
    keyring.set(keysOf(1, { epoch: 2, baseKey: secret(2) }));
    clock.now = 9_999;
    expect(await opened(opener, frames[0])).toBe('one');
    clock.now = 10_000;
    expect(await opened(opener, frames[1])).toBe('no-key');
    const again = await ends();
    again.keyring.set(
      keysOf(1, {
        epoch: 2,
        baseKey: secret(2),
        seats: new Map([
          [1, 'bob'],
          [2, 'carol'],
        ]),
      }),
    );
    expect(await opened(again.opener, frames[2])).toBe('no-key');
  });

  it('[SE67] a sealer changes at once, and keys of the same epoch do not begin its counter again', async () => {
    const { sealer, opener, keyring } = await ends();
    expect(await opened(opener, await sealed(sealer, 'one'))).toBe('one');
    expect(await sealer.setKeys(keysOf(0))).toBe(false);
    expect(await opened(opener, await sealed(sealer, 'two'))).toBe('two');
    const change = sealer.setKeys(keysOf(0, { epoch: 2, baseKey: secret(2) }));
    expect(await sealer.seal({ data: utf8('between'), isKeyFrame: true, encoding: 1 })).toBeUndefined();
    expect(await change).toBe(true);
    expect(await opened(opener, await sealed(sealer, 'three'))).toBe('no-key');
    keyring.set(keysOf(1, { epoch: 2, baseKey: secret(2) }));
    expect(await opened(opener, await sealed(sealer, 'four'))).toBe('four');
  });

  it('[SE68] another track of the same person cannot be put in its place, from the first frame on', async () => {
    const { sealer, opener, keyring } = await ends();
    const other = new FrameSealer(8, 'vp9');
    await other.setKeys(keysOf(0));
    const frame = await sealed(other, 'another screen');
    expect(await opened(opener, frame)).toBe('foreign');
    expect(await opened(opener, await sealed(sealer, 'screen'))).toBe('screen');
    expect(await opened(new FrameOpener(keyring, 'vp9', { seatId: 'alice', context: 8 }), frame)).toBe('another screen');
  });

  it('[SE68] somebody else’s track cannot, although it has the same context; nor one’s own sent back', async () => {
    const { opener, keyring } = await ends();
    const carols = new FrameSealer(7, 'vp9');
    await carols.setKeys(keysOf(2));
    const frame = await sealed(carols, 'Carol’s screen');
    expect(await opened(opener, frame)).toBe('foreign');
    expect(await opened(new FrameOpener(keyring, 'vp9', { seatId: 'carol', context: 7 }), frame)).toBe('Carol’s screen');
    const mine = new FrameSealer(9, 'vp9');
    await mine.setKeys(keysOf(1));
    expect(await opened(new FrameOpener(keyring, 'vp9', { seatId: 'bob', context: 9 }), await sealed(mine, 'mine'))).toBe('no-key');
  });

  it('[SE68] whose seat moved to another leaf is still who it was, and whoever has the leaf now is not', async () => {
    const { sealer, opener, keyring } = await ends();
    const change = { epoch: 2, baseKey: secret(2), seats: seatsOf('carol', 'bob', 'alice') };
    keyring.set(keysOf(1, change));
    await sealer.setKeys(keysOf(2, change));
    expect(await opened(opener, await sealed(sealer, 'still me'))).toBe('still me');
    const carols = new FrameSealer(7, 'vp9');
    await carols.setKeys(keysOf(0, change));
    expect(await opened(opener, await sealed(carols, 'not me'))).toBe('foreign');
  });
});
