import { describe, expect, it } from 'vitest';
import { WorkQueue } from './work-queue.ts';

describe('work queue', () => {
  it('[ID4] runs two at once, the rest in order, and turns away who is too much', async () => {
    const queue = new WorkQueue(2, 2);
    const running: string[] = [];
    const finish = new Map<string, () => void>();
    const start = (name: string): Promise<void> =>
      queue.run(() => {
        running.push(name);
        return new Promise<void>((resolve) => finish.set(name, resolve));
      });
    const works = ['a', 'b', 'c', 'd'].map(start);
    await expect(start('e')).rejects.toMatchObject({ code: 'unavailable' });
    expect(running).toEqual(['a', 'b']);
    finish.get('a')?.();
    await works[0];
    await expect.poll(() => running).toEqual(['a', 'b', 'c']);
    finish.get('b')?.();
    finish.get('c')?.();
    await Promise.all([works[1], works[2]]);
    await expect.poll(() => finish.has('d')).toBe(true);
    finish.get('d')?.();
    await works[3];
    expect(running).toEqual(['a', 'b', 'c', 'd']);
  });

  it('[ID4] a work that fails gives its place back', async () => {
    const queue = new WorkQueue(1, 0);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(async () => 'yes')).toBe('yes');
  });
});
