import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup';
import { describe, expect, it } from 'vitest';
import type { Speech } from './leg-mouth.ts';
import { LegTaps } from './leg-taps.ts';

/** A consumer as far as a tap knows it. */
class Listening extends EventEmitter {
  isClosed = false;
  readonly producerId: string;

  constructor(producerId: string) {
    super();
    this.producerId = producerId;
  }

  close(): void {
    this.isClosed = true;
  }
}

class Rig {
  readonly consumers: Listening[] = [];
  readonly errors: unknown[] = [];
  readonly taps: LegTaps;
  isBroken = false;
  #speech: Speech | undefined;
  #listeners = new Set<() => void>();

  constructor() {
    const consume = async ({ producerId }: { producerId: string }): Promise<Listening> => {
      if (this.isBroken) throw new Error('the worker is gone');
      const consumer = new Listening(producerId);
      this.consumers.push(consumer);
      return consumer;
    };
    const currentSpeech = (): Speech | undefined => this.#speech;
    this.taps = new LegTaps({
      mouth: {
        get speech() {
          return currentSpeech();
        },
        subscribe: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      home: () => ({ direct: async () => ({ consume }) as unknown as types.DirectTransport }),
      capabilities: {},
      onError: (error) => this.errors.push(error),
    });
  }

  get subscribers(): number {
    return this.#listeners.size;
  }

  async speak(producerId: string | undefined): Promise<void> {
    this.#speech = producerId === undefined ? undefined : ({ producer: { id: producerId, closed: false } } as unknown as Speech);
    for (const listener of this.#listeners) listener();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Consumers that are open, by what they listen to. */
  get open(): string[] {
    return this.consumers.filter((consumer) => !consumer.isClosed).map((consumer) => consumer.producerId);
  }
}

describe('taps of a leg', () => {
  it('[MED36] share one consumer, which the last of them ends', async () => {
    const rig = new Rig();
    await rig.speak('first');
    const heard: string[] = [];
    const taps = ['a', 'b', 'c'].map((name) => rig.taps.add((rtp) => heard.push(`${name} ${rtp.toString()}`)));
    await rig.speak('first');
    expect(rig.open).toEqual(['first']);
    rig.consumers[0]?.emit('rtp', Buffer.from('x'));
    expect(heard).toEqual(['a x', 'b x', 'c x']);
    for (const tap of taps) tap.close();
    expect({ open: rig.open, subscribers: rig.subscribers }).toEqual({ open: [], subscribers: 0 });
  });

  it('[MED36] follow the mouth to its next stream, and wait while there is none', async () => {
    const rig = new Rig();
    rig.taps.add(() => undefined);
    await rig.speak('first');
    await rig.speak(undefined);
    expect(rig.open).toEqual([]);
    const two = [rig.speak('second'), rig.speak('third')];
    await Promise.all(two);
    expect(rig.open).toEqual(['third']);
    rig.taps.close();
    expect(rig.open).toEqual([]);
  });

  it('[MED36] say when they cannot listen, and do at the next stream', async () => {
    const rig = new Rig();
    rig.isBroken = true;
    rig.taps.add(() => undefined);
    await rig.speak('first');
    expect(rig.errors).toHaveLength(1);
    rig.isBroken = false;
    await rig.speak('second');
    expect(rig.open).toEqual(['second']);
  });
});
