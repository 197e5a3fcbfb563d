import { describe, expect, it } from 'vitest';
import { FrameKeyring, type FrameKeys } from '../../../seal/frames/index.ts';
import { noFrames } from './frame-messages.ts';
import { holdLimits } from './held-frames.ts';
import { pumpOf, type EncodedFrame, type FrameTransformer } from './frame-pumps.ts';

const keysOf = (myLeaf: number): FrameKeys => ({
  epoch: 1,
  baseKey: new Uint8Array(32).fill(1),
  myLeaf,
  seats: new Map([
    [0, 'alice'],
    [1, 'bob'],
  ]),
});
const sending = { direction: 'send', stream: 1, codec: 'vp9', context: 7, rids: [] } as const;
const receiving = { direction: 'receive', stream: 2, codec: 'vp9', origin: { seatId: 'alice', context: 7 } } as const;

const frameOf = (text: string, type: 'key' | 'delta' = 'key'): EncodedFrame => ({
  data: new TextEncoder().encode(text).buffer,
  type,
  getMetadata: () => ({ synchronizationSource: 1 }),
});
const textsOf = (frames: readonly EncodedFrame[]): readonly string[] => frames.map(({ data }) => new TextDecoder().decode(data));

/** Both ends of a transformer, as the browser holds them. */
class Line implements FrameTransformer {
  readonly came: EncodedFrame[] = [];
  isAborted = false;
  isClosed = false;
  isCancelled = false;
  asked = 0;
  #controller: ReadableStreamDefaultController<EncodedFrame> | undefined;
  readonly readable = new ReadableStream<EncodedFrame>({
    start: (controller) => void (this.#controller = controller),
    cancel: () => void (this.isCancelled = true),
  });
  readonly writable = new WritableStream<EncodedFrame>({
    write: (frame) => void this.came.push(frame),
    close: () => void (this.isClosed = true),
    abort: () => void (this.isAborted = true),
  });

  give(...frames: readonly EncodedFrame[]): void {
    for (const frame of frames) this.#controller?.enqueue(frame);
  }
  end(): void {
    this.#controller?.close();
  }
  sendKeyFrameRequest(): Promise<void> {
    this.asked += 1;
    return Promise.resolve();
  }
}

async function ends() {
  const place = (leaf: number) => {
    const keyring = new FrameKeyring(() => 0);
    keyring.set(keysOf(leaf));
    return { keyring, counts: noFrames(), askPage: () => undefined, now: () => 0, after: () => undefined };
  };
  const [out, back] = [new Line(), new Line()];
  const [sender, receiver] = [pumpOf(out, sending, place(0)), pumpOf(back, receiving, place(1))];
  await sender.handleKeys(keysOf(0));
  sender.begin?.();
  return { out, back, sender, receiver };
}

async function sealedFrames(...texts: readonly string[]): Promise<readonly EncodedFrame[]> {
  const { out, sender } = await ends();
  out.give(...texts.map((text) => frameOf(text)));
  out.end();
  await sender.run();
  return out.came;
}

/** Receives what nobody has named yet. */
function unnamed(codec: 'vp9' | 'opus' = 'vp9') {
  const keyring = new FrameKeyring(() => 0);
  keyring.set(keysOf(1));
  const [counts, line, timers] = [noFrames(), new Line(), [] as [number, () => void][]];
  const after = (ms: number, task: () => void): void => void timers.push([ms, task]);
  const pump = pumpOf(line, { ...receiving, codec, origin: undefined }, { keyring, counts, askPage: () => undefined, now: () => 0, after });
  return { counts, line, pump, timers, running: pump.run() };
}

describe('frames between encoder and network', () => {
  it('[SE76] arrive in the order in which they were given, each once, and the end is handed on', async () => {
    const texts = Array.from({ length: 50 }, (_, at) => `frame ${String(at)} ${'x'.repeat(at % 7 === 0 ? 90_000 : 10)}`);
    const sealed = await sealedFrames(...texts);
    expect(textsOf(sealed)).not.toContain(texts[0]);
    const { back, receiver } = await ends();
    back.give(...sealed);
    back.end();
    await receiver.run();
    expect(textsOf(back.came)).toEqual(texts);
    expect(back.isClosed).toBe(true);
  });

  it('[SE77] before the SFU knows the stream nothing goes; once it does a key frame is asked for, if one was held', async () => {
    const keyring = new FrameKeyring(() => 0);
    keyring.set(keysOf(0));
    const [counts, asked, line] = [noFrames(), [] as number[], new Line()];
    const sender = pumpOf(line, sending, {
      keyring,
      counts,
      askPage: (stream) => asked.push(stream),
      now: () => 0,
      after: () => undefined,
    });
    await sender.handleKeys(keysOf(0));
    const running = sender.run();
    line.give(frameOf('early'), frameOf('early too', 'delta'));
    await expect.poll(() => counts.held).toBe(2);
    expect([line.came.length, asked]).toEqual([0, []]);
    sender.begin?.();
    expect(asked).toEqual([1]);
    line.give(frameOf('of no use', 'delta'), frameOf('first'), frameOf('second', 'delta'));
    line.end();
    await running;
    expect([line.came.length, counts.sealed]).toEqual([2, 2]);
  });

  it('[SE116] of a stream that nobody has named nothing is opened; (control) once it is named all of it is, in its order', async () => {
    const texts = Array.from({ length: 40 }, (_, at) => `frame ${String(at)}`);
    const sealed = await sealedFrames(...texts);
    const { counts, line, pump, running } = unnamed();
    line.give(...sealed.slice(0, 20));
    await expect.poll(() => counts.unnamed).toBe(20);
    expect([line.came, counts.opened]).toEqual([[], 0]);
    pump.name?.(receiving.origin);
    line.give(...sealed.slice(20));
    line.end();
    await running;
    expect(textsOf(line.came)).toEqual(texts);
    expect([line.isClosed, line.asked, counts.opened]).toEqual([true, 0, 40]);
  });

  it('[SE116] named as another’s, or twice, nothing that was held is shown', async () => {
    const { counts, line, pump, running } = unnamed();
    line.give(...(await sealedFrames('one', 'two')));
    await expect.poll(() => counts.unnamed).toBe(2);
    pump.name?.({ ...receiving.origin, context: 8 });
    pump.name?.(receiving.origin);
    line.end();
    await running;
    expect([line.came, counts.foreign]).toEqual([[], 2]);
  });

  it('[SE116] a stream that ends before it is named shows nothing, whatever is said of it later', async () => {
    const { counts, line, pump, running } = unnamed();
    line.give(...(await sealedFrames('one', 'two')));
    line.end();
    await running;
    pump.name?.(receiving.origin);
    expect([line.came, line.isClosed, counts.opened]).toEqual([[], true, 0]);
  });

  it('[SE116] of more than is held nothing is kept; a key frame is asked for when it is named', async () => {
    const sealed = await sealedFrames(...Array.from({ length: holdLimits.frames + 2 }, (_, at) => `frame ${String(at)}`));
    const { counts, line, pump, running } = unnamed();
    line.give(...sealed.slice(0, -1));
    await expect.poll(() => counts.unnamed).toBe(holdLimits.frames + 1);
    expect(line.asked).toBe(0);
    pump.name?.(receiving.origin);
    await expect.poll(() => line.asked).toBe(1);
    line.give(...sealed.slice(-1));
    line.end();
    await running;
    expect(textsOf(line.came)).toEqual([`frame ${String(holdLimits.frames + 1)}`]);
  });

  it('[SE116] what was held for too long is not kept, also when nothing more comes; (control) a moment before it is', async () => {
    const sealed = await sealedFrames('one', 'two');
    for (const isLate of [true, false]) {
      const { counts, line, pump, timers, running } = unnamed();
      line.give(...sealed);
      await expect.poll(() => counts.unnamed).toBe(2);
      expect(timers.map(([ms]) => ms)).toEqual([holdLimits.ms]);
      if (!isLate) pump.name?.(receiving.origin);
      for (const [, task] of timers) task();
      pump.name?.(receiving.origin);
      line.end();
      await running;
      expect([line.came.length, line.asked]).toEqual(isLate ? [0, 1] : [2, 0]);
    }
  });

  it('[SE116] sound is not held: what comes before the name is left out', async () => {
    const out = new Line();
    const keyring = new FrameKeyring(() => 0);
    keyring.set(keysOf(0));
    const sender = pumpOf(
      out,
      { ...sending, codec: 'opus' },
      { keyring, counts: noFrames(), askPage: () => undefined, now: () => 0, after: () => undefined },
    );
    await sender.handleKeys(keysOf(0));
    sender.begin?.();
    out.give(frameOf('early'), frameOf('late'));
    out.end();
    await sender.run();
    const { counts, line, pump, running } = unnamed('opus');
    line.give(...out.came.slice(0, 1));
    await expect.poll(() => counts.unnamed).toBe(1);
    pump.name?.(receiving.origin);
    line.give(...out.came.slice(1));
    line.end();
    await running;
    expect(textsOf(line.came)).toEqual(['late']);
  });

  it('[SE76] what is refused is left out, and those after it go on', async () => {
    const [first, second, third] = await sealedFrames('one', 'two', 'three');
    if (!first || !second || !third) throw new Error('three were sealed');
    const { back, receiver } = await ends();
    new Uint8Array(second.data)[20] = 0;
    back.give(first, second, third);
    back.end();
    await receiver.run();
    expect(textsOf(back.came)).toEqual(['one', 'three']);
    expect(back.asked).toBe(1);
  });

  it('[SE76] when one cannot be handled nothing comes after it, unsealed or not, and both ends are let go', async () => {
    const { out, sender } = await ends();
    const broken: EncodedFrame = {
      ...frameOf('broken'),
      get data(): ArrayBuffer {
        throw new Error('the frame is gone');
      },
    };
    out.give(frameOf('before'), broken, frameOf('after'));
    await expect(sender.run()).rejects.toThrow('the frame is gone');
    expect(out.came).toHaveLength(1);
    expect([out.isCancelled, out.isAborted]).toEqual([true, true]);
  });
});
