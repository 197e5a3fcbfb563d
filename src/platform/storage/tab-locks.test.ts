import { describe, expect, it } from 'vitest';
import { TabLocks } from './tab-locks.ts';
import { Browser } from './testing/browser-locks.fake.ts';

describe('[SU294] what belongs to one tab', () => {
  it('is its own until it is gone, however often it asks', async () => {
    const browser = new Browser();
    const [one, other] = [browser.tab(), browser.tab()];
    expect([await one.locks.take('a'), await one.locks.take('a')]).toEqual([true, true]);
    expect([await other.locks.take('a'), await other.locks.take('b')]).toEqual([false, true]);
    one.close();
    expect(await other.locks.take('a')).toBe(true);
  });

  it('is had by the tab that was loaded again, though the browser lets go of it a moment later', async () => {
    const browser = new Browser();
    const before = browser.tab();
    await before.locks.take('a');
    const asked = browser.tab().locks.take('a');
    setTimeout(() => before.close(), 50);
    expect(await asked).toBe(true);
  });

  it('is done by another one only when nobody has it, and then nobody takes it meanwhile', async () => {
    const browser = new Browser();
    const [one, other] = [browser.tab(), browser.tab()];
    const done: string[] = [];
    await one.locks.take('a');
    await other.locks.unlessTaken('a', async () => void done.push('other'));
    await one.locks.unlessTaken('a', async () => void done.push('one'));
    expect(done).toEqual(['one']);
    let isTaken: boolean | undefined;
    await other.locks.unlessTaken('b', async () => {
      isTaken = await one.locks.take('b');
    });
    expect([isTaken, await one.locks.take('b')]).toEqual([false, true]);
    const fault = new DOMException('gone', 'AbortError');
    await expect(other.locks.unlessTaken('c', () => Promise.reject(fault))).rejects.toBe(fault);
  });

  it('is everybody’s where there are no locks, or they are forbidden', async () => {
    const forbidden = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    for (const locks of [new TabLocks(undefined), new TabLocks(forbidden)]) {
      let times = 0;
      await locks.unlessTaken('a', async () => void (times += 1));
      expect([await locks.take('a'), times]).toEqual([true, 1]);
    }
  });
});
