import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ToastStore, UNDO_MS } from './toast-store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function texts(store: ToastStore): string[] {
  return store.snapshot().map((toast) => toast.text);
}

describe('toasts', () => {
  it('[UI50] an undo can be taken for 8 s and works once', () => {
    const store = new ToastStore();
    const undo = vi.fn<() => void>();
    const id = store.show({ tone: 'success', text: 'deleted', undo });
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(texts(store)).toEqual(['deleted']);
    store.undo(id);
    store.undo(id);
    expect(undo).toHaveBeenCalledTimes(1);
    expect(texts(store)).toEqual([]);
  });

  it('[UI50] is gone after its time, with nothing undone', () => {
    const store = new ToastStore();
    const undo = vi.fn<() => void>();
    store.show({ tone: 'success', text: 'deleted', undo });
    vi.advanceTimersByTime(UNDO_MS);
    expect(texts(store)).toEqual([]);
    expect(undo).not.toHaveBeenCalled();
  });

  it('[UI51] stays while the pointer or the focus is on it, and errors stay until dismissed', () => {
    const store = new ToastStore();
    const id = store.show({ tone: 'info', text: 'held' });
    const error = store.show({ tone: 'error', text: 'failed' });
    store.pause(id);
    vi.advanceTimersByTime(60_000);
    expect(texts(store)).toEqual(['held', 'failed']);
    store.resume(id);
    store.resume(error);
    vi.advanceTimersByTime(60_000);
    expect(texts(store)).toEqual(['failed']);
    store.dismiss(error);
    expect(texts(store)).toEqual([]);
  });

  it('shows four at most; the oldest leaves', () => {
    const store = new ToastStore();
    for (const text of ['1', '2', '3', '4', '5']) store.show({ tone: 'info', text });
    expect(texts(store)).toEqual(['2', '3', '4', '5']);
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
