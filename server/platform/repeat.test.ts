import { describe, expect, it } from 'vitest';
import { FakeClock } from './clock.fake.ts';
import { repeat } from './repeat.ts';

/** Runs that end when the test says so. */
function rig() {
  const clock = new FakeClock();
  const ends: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  const errors: unknown[] = [];
  const timer = repeat(clock, {
    everyMs: 1_000,
    work: () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })),
    failed: (error) => errors.push(error),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, ends, errors, timer, settle };
}

describe('what is done again and again', () => {
  it('[OP32] runs one after the other: what falls into a run is left out, and the next time comes', async () => {
    const { clock, ends, settle } = rig();
    clock.advance(72 * 3_600_000);
    expect(ends).toHaveLength(1);
    ends[0]?.resolve();
    await settle();
    clock.advance(1_000);
    expect(ends).toHaveLength(2);
  });

  it('[OP32] goes on after a run that failed, and says why it did', async () => {
    const { clock, ends, errors, settle } = rig();
    clock.advance(1_000);
    ends[0]?.reject('unreachable');
    await settle();
    expect(errors).toEqual(['unreachable']);
    clock.advance(1_000);
    expect(ends).toHaveLength(2);
  });

  it('[OP32] ends when it is stopped', async () => {
    const { clock, ends, timer } = rig();
    timer.stop();
    clock.advance(10_000);
    expect(ends).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });
});
