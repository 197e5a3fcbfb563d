import type { ReactNode } from 'react';

/** A column of a table, and a line of the card that stands for a row on a narrow screen. */
export interface Column<Row> {
  /** Also the name that sorting uses. */
  id: string;
  title: string;
  isSortable?: boolean;
  /** Names the row for screen readers, and is the title of its card. Exactly one column. */
  isRowHeader?: boolean;
  /** Tailwind width, e.g. `w-40`; the rest share what is left. */
  width?: string;
  isNumeric?: boolean;
  render: (row: Row) => ReactNode;
}

export interface SortOrder {
  column: string;
  direction: 'ascending' | 'descending';
}
