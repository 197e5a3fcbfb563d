import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../../../protocol/identity/audit.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import type { Column } from '../../../../ui/table/column.ts';
import { AdminList } from '../../../../platform/lists/admin-list.tsx';
import { AuditDialog } from '../../components/admin/audit-dialog.tsx';
import { AuditFilters, hasAuditFilter } from '../../components/admin/audit-filters.tsx';
import { useAuditWords } from '../../components/admin/audit-words.ts';
import { useAdminApi } from '../../components/admin/use-admin-api.ts';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';

/** `/admin/audit`: read only, newest first. */
export function AuditPage({ search, onSearchChange }: { search: ListSearch; onSearchChange: (search: ListSearch) => void }) {
  const { t } = useTranslation('audit');
  const api = useAdminApi();
  const { actionName, kindName } = useAuditWords();
  const [shown, setShown] = useState<AuditEntry>();
  const language = currentLanguage();
  const columns: readonly Column<AuditEntry>[] = [
    {
      id: 'time',
      title: t('time'),
      width: 'w-40',
      render: ({ at }) => (
        <time dateTime={at} title={exactTime(Date.parse(at), language)} className="tabular-nums">
          {relativeTime(Date.parse(at), Date.now(), language)}
        </time>
      ),
    },
    { id: 'actor', title: t('actor'), render: ({ actorName }) => actorName ?? t('system') },
    { id: 'action', title: t('action'), isRowHeader: true, render: ({ action }) => <span title={action}>{actionName(action)}</span> },
    {
      id: 'subject',
      title: t('subject'),
      render: ({ subjectKind, subjectName }) => (
        <>
          <span className="text-n11">{kindName(subjectKind)}</span> {subjectName}
        </>
      ),
    },
  ];
  const clear = (): void => onSearchChange(search.query === undefined ? {} : { query: search.query });
  return (
    <>
      <AdminList
        title={t('title')}
        text={t('text')}
        queryName="admin-audit"
        load={api.audit}
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('search')}
        filters={<AuditFilters search={search} onSearchChange={onSearchChange} />}
        filteredEmpty={
          hasAuditFilter(search) ? { title: t('noneTitle'), text: t('noneText'), clear: t('clear'), onClear: clear } : undefined
        }
        columns={columns}
        keyOf={(entry) => entry.id}
        onOpen={setShown}
        empty={{ icon: History, title: t('emptyTitle'), text: t('emptyText') }}
      />
      {shown !== undefined && <AuditDialog entry={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}
