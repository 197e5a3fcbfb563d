import { PAGE_SIZE, type ListSearch } from './list-search.ts';

/** How a list that the page holds whole is searched and ordered. */
export interface RowsView<Row> {
  /** Everything of a row that a search looks through. */
  textOf: (row: Row) => string;
  /** What a column sorts by. */
  valueOf: (row: Row, column: string) => string | number;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** One page of the rows that fit a search, in its order; with how many fit in all. */
export function shownRows<Row>(rows: readonly Row[], search: ListSearch, view: RowsView<Row>): { items: Row[]; total: number } {
  const words = folded(search.query ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const found = rows.filter((row) => {
    const text = folded(view.textOf(row));
    return words.every((word) => text.includes(word));
  });
  const { sort } = search;
  if (sort !== undefined) {
    const sign = search.direction === 'descending' ? -1 : 1;
    found.sort((one, other) => sign * compare(view.valueOf(one, sort), view.valueOf(other, sort)));
  }
  const start = ((search.page ?? 1) - 1) * PAGE_SIZE;
  return { items: found.slice(start, start + PAGE_SIZE), total: found.length };
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'de', { numeric: true });
}
