import { joinClasses } from '../join-classes.ts';
import type { DataTableProps } from './data-table.tsx';

/** The rows of a table as cards, for a narrow screen. The title opens the row; the other columns are named lines. */
export function CardList<Row extends object>({ label, columns, rows, keyOf, onOpen, renderActions, isPale }: DataTableProps<Row>) {
  const header = columns.find((column) => column.isRowHeader === true) ?? columns[0];
  const others = columns.filter((column) => column !== header);
  return (
    <ul aria-label={label} className="divide-y divide-n6">
      {rows.map((row) => (
        <li key={keyOf(row)} className={joinClasses('flex items-start gap-2 py-2 pr-1.5 pl-3', isPale?.(row) === true && 'text-n11')}>
          <div className="min-w-0 flex-1">
            {onOpen === undefined ? (
              <div className="py-1 text-body font-medium">{header?.render(row)}</div>
            ) : (
              <button
                type="button"
                onClick={() => onOpen(row)}
                className="flex min-h-11 w-full items-center text-left text-body font-medium"
              >
                <span className="min-w-0 truncate">{header?.render(row)}</span>
              </button>
            )}
            <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1 pb-1 text-dense">
              {others.map((column) => (
                <CardLine key={column.id} title={column.title}>
                  {column.render(row)}
                </CardLine>
              ))}
            </dl>
          </div>
          {renderActions?.(row)}
        </li>
      ))}
    </ul>
  );
}

function CardLine({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-caption text-n11">{title}</dt>
      <dd className="min-w-0 truncate">{children}</dd>
    </>
  );
}
