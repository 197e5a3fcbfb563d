import { describe, expect, it } from 'vitest';
import { PageVersionStore } from './page-version.ts';

describe('whether the page is current', () => {
  it('[UI31] follows the greeting of the server', () => {
    const store = new PageVersionStore();
    const seen: string[] = [];
    store.subscribe(() => seen.push(store.version()));
    for (const fit of ['page-behind', 'page-too-old', 'server-too-old', 'same'] as const) store.handleFit(fit);
    expect(seen).toEqual(['newer-available', 'too-old', 'server-too-old', 'current']);
  });

  it('[UI37] a part of the page that is gone means a newer page, but hides nothing worse', () => {
    const store = new PageVersionStore();
    store.handlePartGone();
    expect(store.version()).toBe('newer-available');
    store.handleFit('page-too-old');
    store.handlePartGone();
    expect(store.version()).toBe('too-old');
  });
});
