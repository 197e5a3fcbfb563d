import { describe, expect, it } from 'vitest';
import { FrameKeyring, type FrameKeys } from '../../../seal/frames/index.ts';
import { noFrames } from './frame-messages.ts';
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
    return { keyring, counts: noFrames(), askPage: () => undefined, now: () => 0 };
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
    const sender = pumpOf(line, sending, { keyring, counts, askPage: (stream) => asked.push(stream), now: () => 0 });
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
