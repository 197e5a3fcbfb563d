import { describe, expect, it } from 'vitest';
import type { Clip } from '../media-engine.ts';
import { ClipShelf } from './clip-shelf.ts';

function shelfFor(limitBytes: number): { shelf: ClipShelf; inThread: Set<string> } {
  const inThread = new Set<string>();
  const shelf = new ClipShelf({ limitBytes, put: (key) => inThread.add(key), forget: (key) => inThread.delete(key) });
  return { shelf, inThread };
}

/** A frame of 904 bytes costs 1000. */
function clip(key: string): Clip {
  return { key, durationMs: 20, load: async () => [new Uint8Array(904)] };
}

describe('the clips in the ticker thread', () => {
  it('[MED34] are bounded: the one that was not used for longest goes', async () => {
    const { shelf, inThread } = shelfFor(2000);
    for (const key of ['a', 'b']) (await shelf.hold(clip(key), 'opus')).release();
    (await shelf.hold(clip('a'), 'opus')).release();
    (await shelf.hold(clip('c'), 'opus')).release();
    expect([...inThread]).toEqual(['clip:a/opus', 'clip:c/opus']);
    expect(shelf.bytes).toBe(2000);
  });

  it('[MED34] never lose one that plays, and go when it ends', async () => {
    const { shelf, inThread } = shelfFor(1500);
    const [a, b] = [await shelf.hold(clip('a'), 'opus'), await shelf.hold(clip('b'), 'opus')];
    expect(inThread.size).toBe(2);
    a.release();
    a.release();
    expect([...inThread]).toEqual(['clip:b/opus']);
    b.release();
    expect(inThread.size).toBe(1);
  });

  it('[MED34] are kept by codec', async () => {
    const { shelf, inThread } = shelfFor(5000);
    await Promise.all([shelf.hold(clip('a'), 'opus'), shelf.hold(clip('a'), 'opus'), shelf.hold(clip('a'), 'PCMU')]);
    expect([...inThread]).toEqual(['clip:a/opus', 'clip:a/PCMU']);
  });

  it('[MED35] that cannot be loaded are tried again the next time', async () => {
    const { shelf, inThread } = shelfFor(5000);
    let isBroken = true;
    const flaky: Clip = { ...clip('a'), load: async () => (isBroken ? Promise.reject(new Error('broken')) : [new Uint8Array(1)]) };
    await expect(shelf.hold(flaky, 'opus')).rejects.toThrow('broken');
    isBroken = false;
    await shelf.hold(flaky, 'opus');
    expect(inThread.size).toBe(1);
  });
});
