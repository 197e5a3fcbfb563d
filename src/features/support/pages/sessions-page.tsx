import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Camera, MonitorUp, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../protocol/support/session.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { AdminList } from '../../../platform/lists/admin-list.tsx';
import type { ListSearch } from '../../../platform/lists/list-search.ts';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Badge } from '../../../ui/status/badge.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { minutesText } from '../expert/use-now.ts';
import { useSupportApi } from '../expert/use-support-api.ts';

export interface SessionsPageProps {
  readonly search: ListSearch;
  readonly onSearchChange: (search: ListSearch) => void;
  readonly mayReadAll: boolean;
  readonly userId: string;
  readonly onOpen: (id: string) => void;
}

const queryName = 'support-sessions';

/** `/support`: sessions that wait, run and are over. */
export function SessionsPage({ search, onSearchChange, mayReadAll, userId, onOpen }: SessionsPageProps) {
  const { t } = useTranslation('support');
  const api = useSupportApi();
  const client = useQueryClient();
  const { live } = usePlatform();
  const problem = useProblem();
  useEffect(() => {
    const lifetime = new AbortController();
    const read = (): void => void client.invalidateQueries({ queryKey: [queryName] });
    live.onNotification('support.sessions-changed', read, lifetime.signal);
    live.on('missed', read, lifetime.signal);
    return () => lifetime.abort();
  }, [client, live]);
  const create = useMutation({ mutationFn: (kind: 'screen' | 'camera') => api.create(kind), onSuccess: ({ id }) => onOpen(id) });
  const take = useMutation({ mutationFn: (id: string) => api.assign(id, userId), onSuccess: ({ id }) => onOpen(id) });
  const failure = create.error ?? take.error;
  return (
    <div className="px-3 py-4 sm:px-6 sm:py-5">
      {failure && <Notice tone="error">{problem(failure).title}</Notice>}
      <AdminList
        title={t('list.title')}
        text={t('list.text')}
        queryName={queryName}
        load={({ query, sort, direction, page }, signal) =>
          api.sessions({ query, page, direction, sort: sortOf(sort), scope: mayReadAll ? 'all' : 'mine' }, signal)
        }
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('list.search')}
        defaultSort={{ column: 'createdAt', direction: 'descending' }}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id, state }) => state !== 'done' && onOpen(id)}
        isPale={({ state }) => state === 'done'}
        renderActions={(row) =>
          row.state !== 'done' && (
            <Button size="dense" onClick={() => (row.ownerId === userId ? onOpen(row.id) : take.mutate(row.id))}>
              {t(row.ownerId === userId ? 'list.open' : 'list.take')}
            </Button>
          )
        }
        actions={
          <>
            <Button icon={Camera} isBusy={create.isPending} onClick={() => create.mutate('camera')}>
              {t('list.newCamera')}
            </Button>
            <Button tone="primary" icon={Plus} isBusy={create.isPending} onClick={() => create.mutate('screen')}>
              {t('list.new')}
            </Button>
          </>
        }
        empty={{ icon: MonitorUp, title: t('list.empty'), text: t('list.emptyText') }}
      />
    </div>
  );
}

const sorts = ['createdAt', 'customerName', 'ownerName', 'seconds'] as const;
function sortOf(sort: string | undefined): (typeof sorts)[number] {
  return sorts.find((one) => one === sort) ?? 'createdAt';
}

function useColumns(): readonly Column<SessionSummary>[] {
  const { t, i18n } = useTranslation('support');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' });
  return [
    {
      id: 'customerName',
      title: t('list.customer'),
      isSortable: true,
      isRowHeader: true,
      render: (row) => row.customerName || t('list.nobody'),
    },
    {
      id: 'state',
      title: t('list.state'),
      width: 'w-32',
      render: ({ state }) => (
        <Badge tone={state === 'active' ? 'green' : state === 'waiting' ? 'amber' : 'neutral'}>{t(`list.states.${state}`)}</Badge>
      ),
    },
    { id: 'ownerName', title: t('list.expert'), isSortable: true, render: ({ ownerName }) => ownerName },
    {
      id: 'createdAt',
      title: t('list.begun'),
      isSortable: true,
      width: 'w-44',
      render: ({ createdAt }) => moment.format(new Date(createdAt)),
    },
    {
      id: 'seconds',
      title: t('list.length'),
      isSortable: true,
      isNumeric: true,
      width: 'w-28',
      render: ({ seconds }) => (seconds === null ? '' : minutesText(seconds * 1_000)),
    },
    {
      id: 'rating',
      title: t('list.rating'),
      isNumeric: true,
      width: 'w-24',
      render: ({ rating }) => (rating === null ? '' : `${String(rating)} / 5`),
    },
  ];
}
