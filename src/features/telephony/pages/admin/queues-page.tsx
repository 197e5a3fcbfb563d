import { useQuery } from '@tanstack/react-query';
import { ListOrdered } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  queueDefaults,
  queueFieldsSchema,
  queueFormSchema,
  type Queue,
  type QueueFields,
} from '../../../../../protocol/telephony/queues.ts';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import { foundAgain, SimplePage } from '../../../../platform/lists/simple-page.tsx';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useRecordingPolicy } from '../../../../platform/lists/recording-policy.ts';
import { RecordingPolicyField } from '../../../../platform/lists/recording-policy-field.tsx';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';
import type { Column } from '../../../../ui/table/column.ts';
import { CallbacksButton } from '../../components/callbacks/callbacks-button.tsx';
import { DeleteGroupDialog } from '../../components/groups/delete-group-dialog.tsx';
import { MembersField } from '../../components/groups/members-field.tsx';
import { namesOf } from '../../components/groups/names-of.ts';
import { QueueFieldsForm, SkillsInput } from '../../components/groups/queue-fields.tsx';
import { useGroupsApi } from '../../components/groups/use-groups-api.ts';
import type { GroupsPageProps } from './ring-groups-page.tsx';

const QUERY = 'admin-queues';

/** `/admin/queues` */
export function QueuesPage({ search, onSearchChange, mayUpdate }: GroupsPageProps) {
  const { t } = useTranslation('groups');
  const api = useGroupsApi();
  const columns: readonly Column<Queue>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      isSortable: true,
      render: (queue) => <span className="font-medium">{queue.name}</span>,
    },
    { id: 'strategy', title: t('strategy'), isSortable: true, render: (queue) => t(`queues.strategies.${queue.strategy}`) },
    { id: 'members', title: t('queues.agents'), width: 'w-32', isNumeric: true, isSortable: true, render: (queue) => queue.members.length },
  ];
  return (
    <SimplePage<Queue>
      title={t('queues.title')}
      text={t('queues.text')}
      newLabel={t('queues.new')}
      empty={{ icon: ListOrdered, title: t('queues.emptyTitle'), text: t('queues.emptyText') }}
      queryName={QUERY}
      load={api.queues}
      view={{
        searchLabel: t('search'),
        textOf: (queue) => queue.name,
        valueOf: (queue, column) => (column === 'members' ? queue.members.length : column === 'strategy' ? queue.strategy : queue.name),
      }}
      columns={columns}
      keyOf={(queue) => queue.id}
      nameOf={(queue) => queue.name}
      mayUpdate={mayUpdate}
      search={search}
      onSearchChange={onSearchChange}
      moreActions={<CallbacksButton label={t('queues.callbacks')} />}
      renderDialog={(queue, close, saved) => <QueueDialog queue={queue} onClose={close} onSaved={saved} />}
      renderDelete={(queue, close, deleted) => (
        <DeleteGroupDialog name={queue.name} onDelete={() => api.deleteQueue(queue.id)} onDeleted={deleted} onClose={close} />
      )}
    />
  );
}

function fieldsOf(queue: Queue | undefined): QueueFields {
  return queue === undefined ? { ...queueDefaults, name: '' } : queueFieldsSchema.parse(queue);
}

function QueueDialog({ queue, onClose, onSaved }: { queue: Queue | undefined; onClose: () => void; onSaved: () => void }) {
  const { t } = useTranslation('groups');
  const api = useGroupsApi();
  const known = useQuery({ queryKey: [QUERY, 'names'], queryFn: ({ signal }) => api.queues(signal) });
  const recording = useRecordingPolicy('queue', queue?.id);
  const entityForm = useEntityForm<QueueFields, Queue>({
    schema: queueFormSchema,
    entity: queue,
    fieldsOf,
    names: [
      'name',
      'ringSeconds',
      'wrapUpSeconds',
      'maxWaitSeconds',
      'maxSize',
      'callbackDigit',
      'announceEverySeconds',
      'missedOffersBeforePause',
      'members',
    ],
    reload: async (current) => foundAgain((await api.queues()).items, current),
    onSaved,
    save: async (fields, current) => {
      if (current === undefined) {
        await api.createQueue(fields);
        return;
      }
      await recording.save();
      await api.updateQueue(current.id, { ...fields, version: current.version });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { setValue, watch } = entityForm.form;
  return (
    <EntityDialog
      title={queue === undefined ? t('queues.new') : t('queues.edit')}
      isNew={queue === undefined}
      size="wide"
      entityForm={entityForm}
      onClose={onClose}
    >
      <QueueFieldsForm form={entityForm.form} errorOf={errorOf} />
      <RecordingPolicyField edit={recording} />
      <MembersField
        members={watch('members')}
        names={namesOf(known.data?.people)}
        newMember={(userId) => ({ userId, skills: {} })}
        onChange={(members) => setValue('members', members, { shouldDirty: true })}
        error={errorOf('members')}
        renderMore={(member, change, name) => <SkillsInput member={member} name={name} onChange={change} />}
      />
    </EntityDialog>
  );
}
