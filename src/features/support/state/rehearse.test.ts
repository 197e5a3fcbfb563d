import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rehearseWhenIdle } from './rehearse.ts';

describe('the rehearsal of a page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('[SU447] begins when there is nothing else to do, and goes on step by step', async () => {
    const answers: boolean[] = [];
    rehearseWhenIdle(async (mayGoOn) => void answers.push(await mayGoOn(), await mayGoOn()), new AbortController().signal);
    expect(answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(answers).toEqual([true, true]);
  });

  it('[SU447] the click ends it: before it begins, and between two steps', async () => {
    const before = new AbortController();
    const agree = vi.fn<() => Promise<void>>(() => Promise.resolve());
    rehearseWhenIdle(agree, before.signal);
    before.abort();
    const between = new AbortController();
    const answers: boolean[] = [];
    rehearseWhenIdle(async (mayGoOn) => {
      between.abort();
      answers.push(await mayGoOn());
    }, between.signal);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(agree).not.toHaveBeenCalled();
    expect(answers).toEqual([false]);
  });
});
