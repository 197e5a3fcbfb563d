import { describe, expect, it } from 'vitest';
import { CarefulStorage } from './careful-storage.ts';

/** A browser's storage that can be full. */
function browser() {
  const kept = new Map<string, string>();
  const state = { isFull: false };
  const storage = new CarefulStorage(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => {
      if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, text);
    },
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  }));
  return { kept, state, storage };
}

describe('[SU480] storage that is full or forbidden', () => {
  it('keeps in the page what the browser does not take, and nothing older in its place', () => {
    const { kept, state, storage } = browser();
    storage.setItem('seat', 'first');
    expect([storage.isLasting, kept.get('seat')]).toEqual([true, 'first']);
    state.isFull = true;
    storage.setItem('seat', 'second');
    expect(storage.getItem('seat')).toBe('second');
    expect([storage.isLasting, kept.has('seat')]).toEqual([false, false]);
    expect(storage.keys()).toEqual(['seat']);
    state.isFull = false;
    storage.setItem('seat', 'third');
    expect([storage.isLasting, kept.get('seat'), storage.getItem('seat')]).toEqual([true, 'third', 'third']);
    expect(storage.keys()).toEqual(['seat']);
  });

  it('forgets what was only in the page', () => {
    const { state, storage } = browser();
    state.isFull = true;
    storage.setItem('seat', 'text');
    storage.removeItem('seat');
    expect([storage.isLasting, storage.getItem('seat')]).toEqual([true, null]);
  });

  it('is as good where the storage cannot even be read; other errors are not hidden', () => {
    const forbidden = new CarefulStorage(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect([forbidden.getItem('seat'), forbidden.keys()]).toEqual([null, []]);
    forbidden.setItem('seat', 'text');
    expect([forbidden.getItem('seat'), forbidden.isLasting]).toEqual(['text', false]);
    const broken = new CarefulStorage(() => {
      throw new TypeError('mine');
    });
    expect(() => broken.setItem('seat', 'text')).toThrow(TypeError);
  });
});
