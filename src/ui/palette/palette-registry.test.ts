import { describe, expect, it } from 'vitest';
import { matchesQuery, PaletteRegistry, type PaletteItem } from './palette-registry.ts';

function item(title: string, more: Partial<PaletteItem> = {}): PaletteItem {
  return { id: title, kind: 'page', title, run: () => undefined, ...more };
}
const { signal } = new AbortController();

describe('finding', () => {
  it('every word begins a word of the item, accents and case aside', () => {
    const muller = item('Jürgen Müller', { detail: '101' });
    expect(matchesQuery(muller, 'mul')).toBe(true);
    expect(matchesQuery(muller, 'JUR mü')).toBe(true);
    expect(matchesQuery(muller, '101')).toBe(true);
    expect(matchesQuery(muller, 'ller')).toBe(false);
    expect(matchesQuery(muller, '')).toBe(true);
  });

  it('[UI53] one source that fails does not keep the others’ answers back', async () => {
    const registry = new PaletteRegistry();
    registry.register({ id: 'pages', find: () => [item('Users')] });
    registry.register({ id: 'people', find: () => Promise.reject(new Error('away')) });
    expect(await registry.find('u', signal)).toMatchObject({ items: [{ title: 'Users' }], isIncomplete: true });
  });

  it('a source that is taken away is asked no more, and does not take its successor with it', async () => {
    const registry = new PaletteRegistry();
    const removeOld = registry.register({ id: 'people', find: () => [item('old')] });
    registry.register({ id: 'people', find: () => [item('new')] });
    removeOld();
    expect((await registry.find('', signal)).items.map((each) => each.title)).toEqual(['new']);
  });
});
