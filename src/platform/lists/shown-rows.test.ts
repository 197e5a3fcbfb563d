import { describe, expect, it } from 'vitest';
import { PAGE_SIZE } from './list-search.ts';
import { shownRows } from './shown-rows.ts';

const rows = [
  { name: 'Zentrale', size: 2 },
  { name: 'Ärzte', size: 10 },
  { name: 'Support', size: 1 },
];
const view = {
  textOf: (row: (typeof rows)[number]) => row.name,
  valueOf: (row: (typeof rows)[number], column: string) => (column === 'size' ? row.size : row.name),
};
const names = (search: Parameters<typeof shownRows>[1]): string[] => shownRows(rows, search, view).items.map((row) => row.name);

describe('a list that the page holds whole', () => {
  it('[UI60] is searched without case and marks, every word of the search', () => {
    expect(names({ query: 'arz' })).toEqual(['Ärzte']);
    expect(names({ query: 'SUP port' })).toEqual(['Support']);
    expect(names({ query: 'sup arz' })).toEqual([]);
  });

  it('[UI61] is sorted as people expect, numbers by size', () => {
    expect(names({ sort: 'name' })).toEqual(['Ärzte', 'Support', 'Zentrale']);
    expect(names({ sort: 'size', direction: 'descending' })).toEqual(['Ärzte', 'Zentrale', 'Support']);
  });

  it('[UI62] is shown by pages', () => {
    const many = Array.from({ length: PAGE_SIZE + 3 }, (_, index) => ({ name: String(index), size: index }));
    expect(shownRows(many, { page: 2 }, view)).toMatchObject({ total: PAGE_SIZE + 3, items: many.slice(PAGE_SIZE) });
  });
});
