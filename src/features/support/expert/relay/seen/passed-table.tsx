import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenPassed, SeenSample } from '../../../../../../protocol/support/seen.ts';
import { Button } from '../../../../../ui/button/button.tsx';
import { Dialog } from '../../../../../ui/overlay/dialog.tsx';
import type { Column } from '../../../../../ui/table/column.ts';
import { DataTable } from '../../../../../ui/table/data-table.tsx';
import { bytesOf, hexStart } from '../relay-body.ts';
import { passedParts } from './passed-parts.ts';
import { PartsList } from './parts-list.tsx';
import { seatName } from './seat-name.ts';

/** Of one in a line of the list. */
const startBytes = 12;

type Row = SeenPassed & { readonly key: string };

/** The last messages and pieces of files that were only passed on, the newest first. */
export function PassedTable({ sample: { passed, seats, notedSince } }: { readonly sample: SeenSample }) {
  const { t, i18n } = useTranslation('supportRelay');
  const [opened, setOpened] = useState<Row>();
  const columns = usePassedColumns(seats);
  const rows = passed.map((each, place): Row => ({ ...each, key: `${each.at} ${String(place)}` })).toReversed();
  const since = notedSince && new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(notedSince));
  return (
    <section aria-label={t('passed.title')} className="border-t">
      <div className="p-3">
        <h3 className="text-dense font-semibold">{t('passed.title')}</h3>
        <p className="text-dense text-pretty text-n11">
          {t('passed.text')} {since !== null && t(rows.length > 0 ? 'passed.since' : 'passed.none', { since })}
        </p>
      </div>
      {rows.length > 0 && <DataTable label={t('passed.title')} columns={columns} rows={rows} keyOf={({ key }) => key} onOpen={setOpened} />}
      {opened && <PassedDialog row={opened} onClose={() => setOpened(undefined)} />}
    </section>
  );
}

function PassedDialog({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const { t } = useTranslation('supportRelay');
  const parts = passedParts(row);
  const left = row.bytes - bytesOf(row.start).length;
  return (
    <Dialog
      isOpen
      size="wide"
      title={t(`passed.kind.${row.kind}`)}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('entry.close')}</Button>}
    >
      <PartsList parts={parts} />
      {left > 0 && <p className="text-dense text-n11">{t('entry.more', { count: left })}</p>}
    </Dialog>
  );
}

function usePassedColumns(seats: SeenSample['seats']): readonly Column<Row>[] {
  const { t, i18n } = useTranslation('supportRelay');
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  const number = new Intl.NumberFormat(i18n.language);
  return [
    { id: 'kind', title: t('column.kind'), width: 'w-40', isRowHeader: true, render: ({ kind }) => t(`passed.kind.${kind}`) },
    { id: 'at', title: t('column.at'), width: 'w-28', render: ({ at }) => time.format(new Date(at)) },
    { id: 'from', title: t('passed.from'), width: 'w-36', render: ({ from }) => seatName(seats, from) },
    { id: 'to', title: t('passed.to'), width: 'w-36', render: ({ to }) => (to === null ? t('passed.all') : seatName(seats, to)) },
    { id: 'bytes', title: t('column.bytes'), isNumeric: true, width: 'w-20', render: ({ bytes }) => number.format(bytes) },
    {
      id: 'start',
      title: t('column.start'),
      render: ({ start }) => <code className="font-mono text-caption text-n11">{hexStart(bytesOf(start), startBytes)}</code>,
    },
  ];
}
