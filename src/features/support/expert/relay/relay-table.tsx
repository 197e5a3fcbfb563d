import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelayView } from '../../../../../protocol/support/session.ts';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { DataTable } from '../../../../ui/table/data-table.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { bytesOf, hexStart, kindOf } from './relay-body.ts';

export type RelayEntry = RelayView['entries'][number];

/** Of an entry in a line of the list. */
const startBytes = 12;

/** Entries of a log, the newest first; each can be looked at byte by byte. */
export function RelayTable({ entries }: { readonly entries: readonly RelayEntry[] }) {
  const { t } = useTranslation('supportRelay');
  const [opened, setOpened] = useState<RelayEntry>();
  return (
    <>
      <DataTable
        label={t('log')}
        columns={useRelayColumns()}
        rows={entries.toReversed()}
        keyOf={({ number }) => String(number)}
        onOpen={setOpened}
      />
      {opened && <EntryDialog entry={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function useRelayColumns(): readonly Column<RelayEntry>[] {
  const { t, i18n } = useTranslation('supportRelay');
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  const number = new Intl.NumberFormat(i18n.language);
  return [
    { id: 'number', title: t('column.number'), width: 'w-20', isRowHeader: true, render: (row) => row.number },
    { id: 'at', title: t('column.at'), width: 'w-28', render: ({ at }) => time.format(new Date(at)) },
    {
      id: 'from',
      title: t('column.from'),
      width: 'w-24',
      // Ids of seats begin with the time, which is much the same for all of a session.
      render: ({ from }) => <span className="font-mono text-caption">{from.slice(-8)}</span>,
    },
    { id: 'kind', title: t('column.kind'), width: 'w-64', render: ({ body }) => <KindBadge body={body} /> },
    { id: 'bytes', title: t('column.bytes'), isNumeric: true, width: 'w-20', render: ({ bytes }) => number.format(bytes) },
    {
      id: 'start',
      title: t('column.start'),
      render: ({ body }) => <code className="font-mono text-caption text-n11">{hexStart(bytesOf(body), startBytes)}</code>,
    },
  ];
}

function KindBadge({ body }: { readonly body: string }) {
  const { t } = useTranslation('supportRelay');
  const kind = kindOf(bytesOf(body));
  if (kind.kind === 'clear') return <Badge icon={LockOpen}>{t(`clear.${kind.type}`)}</Badge>;
  if (kind.kind === 'unknown') return <Badge tone="amber">{t('unknown')}</Badge>;
  return (
    <Badge tone="green" icon={Lock}>
      {t('sealed')}
    </Badge>
  );
}
