import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';
import { useAuditWords } from './audit-words.ts';
import { PersonField } from './person-field.tsx';
import { useAdminApi } from './use-admin-api.ts';

export interface AuditFiltersProps {
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
}

/** Whether anything but the text is filtered by. */
export function hasAuditFilter({ person, action, from, until }: ListSearch): boolean {
  return [person, action, from, until].some((value) => value !== undefined);
}

/** Person, action and days that the log is narrowed to. */
export function AuditFilters({ search, onSearchChange }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const api = useAdminApi();
  const { actionName } = useAuditWords();
  const actions = useQuery({ queryKey: ['admin-audit-actions'], queryFn: ({ signal }) => api.auditActions(signal) });
  const known = [...new Set([...(actions.data?.items ?? []), ...(search.action === undefined ? [] : [search.action])])];
  const options = known.map((action) => ({ value: action, label: actionName(action) })).toSorted((a, b) => a.label.localeCompare(b.label));
  const change = (filter: Partial<ListSearch>): void => onSearchChange({ ...search, ...filter, page: 1 });
  return (
    <div role="group" aria-label={t('filters')} className="flex flex-wrap items-start gap-2">
      <div className="w-full sm:w-56">
        <AuditPerson id={search.person} onChange={(person) => change({ person })} />
      </div>
      <div className="w-full sm:w-56">
        <Select
          label={t('action')}
          value={search.action ?? ''}
          options={[{ value: '', label: t('anyAction') }, ...options]}
          onValueChange={(action) => change({ action: action === '' ? undefined : action })}
        />
      </div>
      <TextField
        label={t('from')}
        type="date"
        value={search.from ?? ''}
        max={search.until}
        onChange={(event) => change({ from: event.target.value === '' ? undefined : event.target.value })}
      />
      <TextField
        label={t('until')}
        type="date"
        value={search.until ?? ''}
        min={search.from}
        onChange={(event) => change({ until: event.target.value === '' ? undefined : event.target.value })}
      />
    </div>
  );
}

function AuditPerson({ id, onChange }: { id: string | undefined; onChange: (id: string | undefined) => void }) {
  const { t } = useTranslation('audit');
  const api = useAdminApi();
  const person = useQuery({
    queryKey: ['admin-users', 'one', id],
    queryFn: () => api.user(id ?? ''),
    enabled: id !== undefined,
    retry: false,
  });
  const name = id === undefined ? '' : person.isError ? t('personUnknown') : (person.data?.displayName ?? '…');
  return (
    <PersonField
      label={t('person')}
      hint={t('personHint')}
      placeholder={t('personAny')}
      name={name}
      error={undefined}
      onChange={({ userId }) => onChange(userId ?? undefined)}
    />
  );
}
