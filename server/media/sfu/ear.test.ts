import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { Ear, type EarParts } from './ear.ts';

/** A link to a worker that refuses as often as it is told to, and a mouth on it. */
function worldOf(refusals: number, onRetired: () => Promise<void> = async () => undefined) {
  let left = refusals;
  let consumed = 0;
  let held = 0;
  const consume = async () => {
    if (left-- > 0) throw new Error('the worker is gone');
    consumed += 1;
    return Object.assign(new EventEmitter(), { closed: false, close: () => undefined });
  };
  const producer = { id: 'producer', closed: false };
  const link = {
    isClosed: false,
    isConnected: true,
    transport: { id: 'transport', consume },
    home: {
      pipes: {
        hold: async () => {
          held += 1;
          return { producerId: 'producer', release: () => (held -= 1) };
        },
      },
    },
  };
  const clock = new FakeClock();
  const errors: unknown[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the worker's objects only what an ear touches is here
  const parts = {
    link: () => link,
    isListening: () => true,
    capabilities: {},
    mouthOf: () => ({ speech: { producer, router: {} }, subscribe: () => () => undefined }),
    onRetired,
    onPlayed: () => undefined,
    clock,
    onError: (error: unknown) => void errors.push(error),
  } as unknown as EarParts;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const mouth = { kind: 'leg', leg: {} } as Parameters<Ear['plug']>[0];
  return { ear: new Ear(parts), mouth, clock, errors, consumed: () => consumed, held: () => held };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an ear', () => {
  it('[MED38] that could not be plugged tries again until it is', async () => {
    const { ear, mouth, clock, errors, consumed } = worldOf(2);
    await expect(ear.plug(mouth)).rejects.toThrow('the worker is gone');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      clock.advance(500);
      await settled();
    }
    expect([errors.length, consumed(), clock.pending]).toEqual([1, 1, 0]);
  });

  it('[MED38] does not try again when its leg is closed', async () => {
    const { ear, mouth, clock, consumed } = worldOf(1);
    await expect(ear.plug(mouth)).rejects.toThrow('the worker is gone');
    ear.close();
    clock.advance(5_000);
    await settled();
    expect([consumed(), clock.pending]).toEqual([0, 0]);
  });

  it('[MED43] lets go of what it heard, whatever becomes of its figures', async () => {
    const { ear, mouth, held } = worldOf(0, async () => {
      throw new Error('the worker does not say');
    });
    await ear.plug(mouth);
    expect(held()).toBe(1);
    await expect(ear.plug(undefined)).rejects.toThrow('does not say');
    expect(held()).toBe(0);
  });

  it('[MED43] whose leg closes meanwhile has no error', async () => {
    const { ear, mouth, clock, errors } = worldOf(0, async () => {
      ear.close();
      throw new Error('the worker does not know it any more');
    });
    await ear.plug(mouth);
    await expect(ear.plug(undefined)).resolves.toBeUndefined();
    expect([errors, clock.pending]).toEqual([[], 0]);
  });
});
