import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { auditEntrySchema } from '../../../../../protocol/identity/admin.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { AdminList } from '../../components/admin/admin-list.tsx';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import { changesOf } from '../../state/audit-changes.ts';
import type { ListSearch } from '../../state/list-search.ts';

type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `/admin/audit`: read only, newest first. */
export function AuditPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const [shown, setShown] = useState<AuditEntry>();
  const language = currentLanguage();
  const columns: readonly Column<AuditEntry>[] = [
    {
      id: 'time',
      title: t('audit.time'),
      width: 'w-40',
      render: ({ at }) => (
        <time dateTime={at} title={exactTime(Date.parse(at), language)} className="tabular-nums">
          {relativeTime(Date.parse(at), Date.now(), language)}
        </time>
      ),
    },
    { id: 'actor', title: t('audit.actor'), render: ({ actorName }) => actorName ?? t('audit.system') },
    {
      id: 'action',
      title: t('audit.action'),
      isRowHeader: true,
      render: ({ action }) => <span className="font-mono text-caption">{action}</span>,
    },
    { id: 'subject', title: t('audit.subject'), render: ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}` },
  ];
  return (
    <>
      <AdminList
        title={t('audit.title')}
        text={t('audit.text')}
        queryName="admin-audit"
        load={api.audit}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('audit.search')}
        columns={columns}
        keyOf={(entry) => entry.id}
        onOpen={setShown}
        empty={{ icon: History, title: t('audit.emptyTitle'), text: t('audit.emptyText') }}
      />
      {shown !== undefined && <AuditDialog entry={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function AuditDialog({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const changes = changesOf(entry.before, entry.after);
  return (
    <Dialog isOpen title={entry.action} onClose={onClose}>
      <p className="text-dense text-n11">
        {entry.actorName ?? t('audit.system')} · {exactTime(Date.parse(entry.at), currentLanguage())}
        <br />
        <span className="break-all">
          {entry.subjectKind} {entry.subjectId}
        </span>
      </p>
      {changes.length === 0 ? (
        <p className="text-dense">{t('audit.noDetail')}</p>
      ) : (
        <table className="w-full text-left text-dense">
          <thead className="text-caption text-n11">
            <tr className="border-b">
              <th className="py-1.5 pr-3 font-medium">{t('audit.field')}</th>
              <th className="py-1.5 pr-3 font-medium">{t('audit.before')}</th>
              <th className="py-1.5 font-medium">{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-n6">
            {changes.map(({ field, before, after }) => (
              <tr key={field} className="align-top">
                <td className="py-1.5 pr-3 font-mono text-caption">{field}</td>
                <td className="py-1.5 pr-3 break-words text-n11">{before}</td>
                <td className="py-1.5 break-words">{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
