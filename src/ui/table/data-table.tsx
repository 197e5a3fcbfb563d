import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import { Cell, Column as AriaColumn, Row as AriaRow, Table, TableBody, TableHeader } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AriaLanguage } from '../overlay/aria-language.tsx';
import { joinClasses } from '../join-classes.ts';
import { CardList } from './card-list.tsx';
import type { Column, SortOrder } from './column.ts';
import { useIsNarrow } from './use-is-narrow.ts';

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  order?: SortOrder | undefined;
  onOrderChange?: (order: SortOrder) => void;
  /** Enter or a click on the row: opens it. */
  onOpen?: (row: Row) => void;
  /** Buttons at the end of the row. */
  renderActions?: (row: Row) => ReactNode;
  /** Shown pale: still there, but not in force. */
  isPale?: (row: Row) => boolean;
}

/**
 * Rows and columns with the keyboard of a grid (arrows, Home, End, type-ahead; Enter opens). On a narrow screen the
 * rows become cards: a table of six columns cannot be read through a keyhole.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation('ui');
  const isNarrow = useIsNarrow();
  if (isNarrow) return <CardList {...props} />;
  const { label, columns, rows, keyOf, order, onOrderChange, onOpen, renderActions, isPale } = props;
  return (
    <AriaLanguage>
      <div className="overflow-x-auto">
        <Table
          aria-label={label}
          className="w-full table-fixed border-collapse text-left text-dense"
          {...(order === undefined ? {} : { sortDescriptor: order })}
          onSortChange={({ column, direction }) => onOrderChange?.({ column: String(column), direction })}
          onRowAction={(key) => {
            const row = rows.find((each) => keyOf(each) === key);
            if (row !== undefined) onOpen?.(row);
          }}
        >
          <TableHeader>
            {columns.map((column) => (
              <AriaColumn
                key={column.id}
                id={column.id}
                isRowHeader={column.isRowHeader ?? false}
                allowsSorting={column.isSortable ?? false}
                className={joinClasses(
                  'h-9 cursor-default border-b bg-n2 px-3 text-caption font-medium text-n11 outline-none',
                  'data-allows-sorting:cursor-pointer data-focus-visible:-outline-offset-2 data-hovered:text-n12',
                  column.width,
                  column.isNumeric && 'text-right',
                )}
              >
                {({ sortDirection }) => (
                  <span className="inline-flex items-center gap-1">
                    {column.title}
                    <SortMark direction={sortDirection} />
                  </span>
                )}
              </AriaColumn>
            ))}
            {renderActions !== undefined && (
              <AriaColumn id="actions" className="h-9 w-14 border-b bg-n2 px-2">
                <span className="sr-only">{t('table.actions')}</span>
              </AriaColumn>
            )}
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <AriaRow
                key={keyOf(row)}
                id={keyOf(row)}
                className={joinClasses(
                  'h-9 border-b border-n6 outline-none last:border-b-0 data-focus-visible:-outline-offset-2 data-hovered:bg-n2',
                  onOpen !== undefined && 'cursor-pointer',
                  isPale?.(row) === true && 'text-n11',
                )}
              >
                {columns.map((column) => (
                  <Cell
                    key={column.id}
                    className={joinClasses(
                      'truncate px-3 outline-none data-focus-visible:-outline-offset-2',
                      column.isNumeric && 'text-right tabular-nums',
                    )}
                  >
                    {column.render(row)}
                  </Cell>
                ))}
                {renderActions !== undefined && (
                  <Cell className="px-2 text-right outline-none data-focus-visible:-outline-offset-2">
                    <RowActions>{renderActions(row)}</RowActions>
                  </Cell>
                )}
              </AriaRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </AriaLanguage>
  );
}

function stopPress(event: SyntheticEvent): void {
  event.stopPropagation();
}

function stopPressKeys(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}

/** Keeps presses on a row's buttons, and in the menus that they open, from opening the row as well. */
function RowActions({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" onPointerDown={stopPress} onMouseDown={stopPress} onClick={stopPress} onKeyDown={stopPressKeys}>
      {children}
    </div>
  );
}

function SortMark({ direction }: { direction: SortOrder['direction'] | undefined }) {
  if (direction === undefined) return null;
  const Icon = direction === 'ascending' ? ArrowUp : ArrowDown;
  return <Icon aria-hidden className="size-3" />;
}
