import { describe, expect, it } from 'vitest';
import { TabClaims } from './tab-claims.ts';
import { lockPort } from './tab-lock.ts';
import { FakeLocks } from './tab-lock.fake.ts';

/** Tabs of one browser. */
function tabs() {
  const browser = new FakeLocks();
  return () => {
    const { locks, close } = browser.tab();
    return { claims: new TabClaims(locks), close };
  };
}

describe('[SU294] what belongs to one tab', () => {
  it('is its own until it is gone, however often it asks', async () => {
    const tab = tabs();
    const [one, other] = [tab(), tab()];
    expect([await one.claims.take('a'), await one.claims.take('a')]).toEqual([true, true]);
    expect([await other.claims.take('a'), await other.claims.take('b')]).toEqual([false, true]);
    one.close();
    expect(await other.claims.take('a')).toBe(true);
  });

  it('is had by the tab that was loaded again, though the browser lets go of it a moment later', async () => {
    const tab = tabs();
    const before = tab();
    await before.claims.take('a');
    const asked = tab().claims.take('a');
    setTimeout(() => before.close(), 50);
    expect(await asked).toBe(true);
  });

  it('is done by another one only when nobody has it, and then nobody takes it meanwhile', async () => {
    const tab = tabs();
    const [one, other] = [tab(), tab()];
    const done: string[] = [];
    await one.claims.take('a');
    await other.claims.unlessTaken('a', async () => void done.push('other'));
    await one.claims.unlessTaken('a', async () => void done.push('one'));
    expect(done).toEqual(['one']);
    let isTaken: boolean | undefined;
    await other.claims.unlessTaken('b', async () => {
      isTaken = await one.claims.take('b');
    });
    expect([isTaken, await one.claims.take('b')]).toEqual([false, true]);
    const fault = new DOMException('gone', 'AbortError');
    await expect(other.claims.unlessTaken('c', () => Promise.reject(fault))).rejects.toBe(fault);
  });

  it('is everybody’s where there are no locks, or they are forbidden', async () => {
    const forbidden = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    for (const locks of [lockPort(undefined), lockPort(forbidden)]) {
      const claims = new TabClaims(locks);
      let times = 0;
      await claims.unlessTaken('a', async () => void (times += 1));
      expect([await claims.take('a'), times]).toEqual([true, 1]);
    }
  });
});
