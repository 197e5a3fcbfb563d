import { useQueryClient } from '@tanstack/react-query';
import { MessageSquareQuote, Voicemail } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberName } from '../../../../../protocol/telephony/groups.ts';
import type { SharedBox } from '../../../../../protocol/telephony/shared-boxes.ts';
import { SimplePage } from '../../../../platform/lists/simple-page.tsx';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { SharedBoxDialog } from '../../components/boxes/shared-box-dialog.tsx';
import { SharedBoxGreetings } from '../../components/boxes/shared-box-greetings.tsx';
import { DeleteGroupDialog } from '../../components/groups/delete-group-dialog.tsx';
import { SharedBoxesApi } from '../../state/shared-boxes-api.ts';
import type { GroupsPageProps } from './ring-groups-page.tsx';

const QUERY = 'admin-shared-boxes';

/** A box with the names of its members. */
type Row = SharedBox & { readonly people: readonly MemberName[] };

/** `/admin/voicemail`: voicemail boxes that several people listen to. */
export function SharedBoxesPage({ search, onSearchChange, mayUpdate }: GroupsPageProps) {
  const { t } = useTranslation('groups');
  const { http } = usePlatform();
  const api = useMemo(() => new SharedBoxesApi(http), [http]);
  const queries = useQueryClient();
  const [greetingsOf, setGreetingsOf] = useState<Row>();
  const [isMailPossible, setMailPossible] = useState(true);
  return (
    <>
      <SimplePage<Row>
        title={t('boxes.title')}
        text={t('boxes.text')}
        newLabel={t('boxes.new')}
        empty={{ icon: Voicemail, title: t('boxes.emptyTitle'), text: t('boxes.emptyText') }}
        queryName={QUERY}
        load={async (signal) => {
          const answer = await rowsOf(api, signal);
          setMailPossible(answer.isMailPossible);
          return answer;
        }}
        view={{ searchLabel: t('boxes.search'), textOf, valueOf }}
        columns={useColumns()}
        keyOf={(box) => box.id}
        nameOf={(box) => box.name}
        mayUpdate={mayUpdate}
        search={search}
        onSearchChange={onSearchChange}
        moreEntries={(box) => [
          { id: 'greetings', label: t('boxes.greetings'), icon: MessageSquareQuote, onSelect: () => setGreetingsOf(box) },
        ]}
        renderDialog={(box, close, saved) => (
          <SharedBoxDialog
            box={box}
            people={box?.people ?? []}
            isMailPossible={isMailPossible}
            api={api}
            onClose={close}
            onSaved={saved}
            reload={async (current) => (await rowsOf(api)).items.find(({ id }) => id === current.id) ?? current}
          />
        )}
        renderDelete={(box, close, deleted) => (
          <DeleteGroupDialog
            name={box.name}
            text={t('boxes.deleteText', { count: box.messageCount })}
            onDelete={() => api.delete(box.id)}
            onDeleted={deleted}
            onClose={close}
          />
        )}
      />
      {greetingsOf !== undefined && (
        <SharedBoxGreetings
          first={greetingsOf}
          api={api}
          onClose={() => {
            setGreetingsOf(undefined);
            void queries.invalidateQueries({ queryKey: [QUERY] });
          }}
        />
      )}
    </>
  );
}

async function rowsOf(
  api: SharedBoxesApi,
  signal?: AbortSignal,
): Promise<{ readonly items: readonly Row[]; readonly isMailPossible: boolean }> {
  const { items, people, isMailPossible } = await api.list(signal);
  return { isMailPossible, items: items.map((box) => ({ ...box, people: people.filter(({ userId }) => box.members.includes(userId)) })) };
}

/** A box is found by its name, its members and the plans that lead to it. */
function textOf({ name, people, usedBy }: Row): string {
  return [name, ...people.map(({ displayName }) => displayName), ...usedBy].join(' ');
}

function valueOf(box: Row, column: string): string | number {
  if (column === 'members') return box.members.length;
  if (column === 'messages') return box.messageCount;
  return column === 'usedBy' ? box.usedBy.join(', ') : box.name;
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('groups');
  return [
    { id: 'name', title: t('name'), isRowHeader: true, isSortable: true, render: (box) => <span className="font-medium">{box.name}</span> },
    {
      id: 'members',
      title: t('members.title'),
      isSortable: true,
      render: (box) =>
        box.members.length === 0 ? (
          <Badge tone="amber">{t('boxes.nobody')}</Badge>
        ) : (
          box.people.map(({ displayName }) => displayName).join(', ')
        ),
    },
    {
      id: 'messages',
      title: t('boxes.messages'),
      width: 'w-40',
      isSortable: true,
      render: (box) => (
        <span className="flex items-center gap-2 tabular-nums">
          {box.messageCount}
          {box.newCount > 0 && <Badge tone="accent">{t('boxes.newCount', { count: box.newCount })}</Badge>}
        </span>
      ),
    },
    {
      id: 'usedBy',
      title: t('boxes.usedBy'),
      isSortable: true,
      render: (box) => (box.usedBy.length === 0 ? <span className="text-n11">{t('boxes.unused')}</span> : box.usedBy.join(', ')),
    },
  ];
}
