import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  ringGroupDefaults,
  ringGroupFieldsSchema,
  ringGroupStrategies,
  ringGroupStrategySchema,
  type RingGroup,
  type RingGroupFields,
} from '../../../../../protocol/telephony/groups.ts';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import type { ListSearch } from '../../../../platform/lists/list-search.ts';
import { foundAgain, SimplePage } from '../../../../platform/lists/simple-page.tsx';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { DeleteGroupDialog } from '../../components/groups/delete-group-dialog.tsx';
import { MembersField } from '../../components/groups/members-field.tsx';
import { namesOf } from '../../components/groups/names-of.ts';
import { useGroupsApi } from '../../components/groups/use-groups-api.ts';

const QUERY = 'admin-ring-groups';

export interface GroupsPageProps {
  search: ListSearch;
  onSearchChange: (search: ListSearch) => void;
  mayUpdate: boolean;
}

/** `/admin/ring-groups` */
export function RingGroupsPage({ search, onSearchChange, mayUpdate }: GroupsPageProps) {
  const { t } = useTranslation('groups');
  const api = useGroupsApi();
  const columns: readonly Column<RingGroup>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      isSortable: true,
      render: (group) => <span className="font-medium">{group.name}</span>,
    },
    { id: 'strategy', title: t('strategy'), isSortable: true, render: (group) => t(`ringGroups.strategies.${group.strategy}`) },
    { id: 'members', title: t('members.title'), width: 'w-32', isNumeric: true, isSortable: true, render: (group) => group.members.length },
  ];
  return (
    <SimplePage<RingGroup>
      title={t('ringGroups.title')}
      text={t('ringGroups.text')}
      newLabel={t('ringGroups.new')}
      empty={{ icon: UsersRound, title: t('ringGroups.emptyTitle'), text: t('ringGroups.emptyText') }}
      queryName={QUERY}
      load={api.ringGroups}
      view={{
        searchLabel: t('search'),
        textOf: (group) => group.name,
        valueOf: (group, column) => (column === 'members' ? group.members.length : column === 'strategy' ? group.strategy : group.name),
      }}
      columns={columns}
      keyOf={(group) => group.id}
      nameOf={(group) => group.name}
      mayUpdate={mayUpdate}
      search={search}
      onSearchChange={onSearchChange}
      renderDialog={(group, close, saved) => <RingGroupDialog group={group} onClose={close} onSaved={saved} />}
      renderDelete={(group, close, deleted) => (
        <DeleteGroupDialog name={group.name} onDelete={() => api.deleteRingGroup(group.id)} onDeleted={deleted} onClose={close} />
      )}
    />
  );
}

function fieldsOf(group: RingGroup | undefined): RingGroupFields {
  if (group === undefined) return { ...ringGroupDefaults, name: '' };
  const { name, strategy, ringSeconds, members } = group;
  return { name, strategy, ringSeconds, members };
}

function RingGroupDialog({ group, onClose, onSaved }: { group: RingGroup | undefined; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation('groups');
  const api = useGroupsApi();
  const known = useQuery({ queryKey: [QUERY, 'names'], queryFn: ({ signal }) => api.ringGroups(signal) });
  const entityForm = useEntityForm<RingGroupFields, RingGroup>({
    schema: ringGroupFieldsSchema,
    entity: group,
    fieldsOf,
    names: ['name', 'strategy', 'ringSeconds', 'members'],
    reload: async (current) => foundAgain((await api.ringGroups()).items, current),
    onSaved,
    save: async (fields, current) => {
      if (current === undefined) await api.createRingGroup(fields);
      else await api.updateRingGroup(current.id, { ...fields, version: current.version });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register, setValue, watch } = entityForm.form;
  const strategy = watch('strategy');
  return (
    <EntityDialog
      title={group === undefined ? t('ringGroups.new') : t('ringGroups.edit')}
      isNew={group === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField label={t('name')} {...register('name')} error={errorOf('name')} />
      <TextField
        label={t('ringSeconds')}
        type="number"
        inputMode="numeric"
        min={5}
        max={120}
        hint={strategy === 'all' ? t('ringGroups.ringAllHint') : t('ringGroups.ringEachHint')}
        {...register('ringSeconds', { valueAsNumber: true })}
        error={errorOf('ringSeconds')}
      />
      <Select
        label={t('strategy')}
        value={strategy}
        options={ringGroupStrategies.map((value) => ({ value, label: t(`ringGroups.strategies.${value}`) }))}
        onValueChange={(value) => setValue('strategy', ringGroupStrategySchema.parse(value), { shouldDirty: true })}
      />
      <MembersField
        members={watch('members')}
        names={namesOf(known.data?.people)}
        newMember={(userId) => ({ userId, weight: 1 })}
        onChange={(members) => setValue('members', members, { shouldDirty: true })}
        error={errorOf('members')}
        renderMore={(member, change, name) =>
          strategy === 'by-weight' && (
            <input
              type="number"
              min={1}
              max={100}
              aria-label={t('members.weight', { name })}
              className="control w-20"
              value={member.weight}
              onChange={(event) => change({ ...member, weight: Math.min(100, Math.max(1, Math.round(event.target.valueAsNumber || 1))) })}
            />
          )
        }
      />
    </EntityDialog>
  );
}
