import { useQueryClient } from '@tanstack/react-query';
import { ChartColumn, MessageSquareText, MonitorUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionSortSchema, type SessionSummary } from '../../../../protocol/support/session.ts';
import { AdminList } from '../../../platform/lists/admin-list.tsx';
import type { ListSearch } from '../../../platform/lists/list-search.ts';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/field/segments.tsx';
import { DetailDialog } from '../expert/list/detail-dialog.tsx';
import { EndDialog } from '../expert/list/end-dialog.tsx';
import { GiveDialog } from '../expert/list/give-dialog.tsx';
import { NewSessionButtons } from '../expert/list/new-session-buttons.tsx';
import { SessionActions, type SessionAction } from '../expert/list/session-actions.tsx';
import { useSessionColumns } from '../expert/list/session-columns.tsx';
import type { OpenAgain } from '../expert/list/start-again.tsx';
import { TakenNotice } from '../expert/list/taken-notice.tsx';
import { useTaking } from '../expert/list/use-taking.ts';
import { useWaiting } from '../expert/list/use-waiting.ts';
import { WaitingDialog } from '../expert/list/waiting-dialog.tsx';
import { rowAction, type Looker } from '../expert/list/whose-row.ts';
import { sessionsOf } from '../expert/open/my-sessions.ts';
import { OpenSessions } from '../expert/open/open-sessions.tsx';
import { RecordsProvider, useLeftNotes, type RecordsParts } from '../expert/records/records-context.tsx';
import { RepliesDialog } from '../expert/reports/replies-dialog.tsx';
import { useSupportApi } from '../expert/use-support-api.ts';

export interface SessionsPageProps {
  readonly search: ListSearch;
  readonly onSearchChange: (search: ListSearch) => void;
  readonly mayReadAll: boolean;
  readonly mayManage: boolean;
  readonly userId: string;
  readonly name: string;
  readonly onOpen: (id: string) => void;
  /** A new session with the customer of one that is over. */
  readonly onAgain: OpenAgain;
  readonly onReport: () => void;
  /** With what recordings, stills and notes are opened. */
  readonly records: RecordsParts;
  readonly onRelayView: (id: string) => void;
}

const queryName = 'support-sessions';
const states = ['all', 'waiting', 'active', 'done'] as const;
/** A dialog about one session. */
type Asked = { readonly row: SessionSummary; readonly what: Exclude<SessionAction, 'open' | 'take' | 'relay'> };

/** `/support`: sessions that wait, run and are over. */
export function SessionsPage(props: SessionsPageProps) {
  const { search, onSearchChange, mayReadAll, mayManage, userId, name, onOpen, onAgain, onReport, onRelayView, records } = props;
  const { t } = useTranslation('support');
  const { t: desk } = useTranslation('supportDesk');
  const api = useSupportApi();
  const read = useNews();
  useLeftNotes(records);
  const [asked, setAsked] = useState<Asked>();
  const [areRepliesOpen, setRepliesOpen] = useState(false);
  const looker: Looker = { userId, mayReadAll, mayManage };
  const scope = mayReadAll ? 'all' : 'team';
  const waiting = useWaiting(queryName, scope);
  const { take, failure } = useTaking(userId, { onTaken: onOpen, onRefused: read });
  const act = (row: SessionSummary, action: SessionAction): void => {
    if (action === 'open') onOpen(row.id);
    else if (action === 'take') take(row);
    else if (action === 'relay') onRelayView(row.id);
    else setAsked({ row, what: action });
  };
  const showState = (state: (typeof states)[number]): void =>
    onSearchChange({ ...search, state: state === 'all' ? undefined : state, page: 1 });
  // Who waits longest is served first.
  const usual = search.state === 'waiting' ? 'ascending' : 'descending';
  return (
    <div className="px-3 py-4 sm:px-6 sm:py-5">
      <div className="pb-3 empty:hidden">
        <TakenNotice failure={failure} />
      </div>
      <OpenSessions desk={sessionsOf(userId, name, records.organisation)} onOpen={onOpen} />
      <AdminList
        title={t('list.title')}
        text={t('list.text')}
        queryName={queryName}
        load={({ query, sort, direction, page, state }, signal) =>
          api.sessions(
            { query, page, direction: direction ?? (sort === undefined ? usual : undefined), state, sort: sortOf(sort), scope },
            signal,
          )
        }
        search={search}
        onSearchChange={onSearchChange}
        searchLabel={t('list.search')}
        filters={
          <Segments
            label={desk('filter.state')}
            value={search.state ?? 'all'}
            onValueChange={showState}
            segments={states.map((value) => ({
              value,
              label: value === 'waiting' && waiting > 0 ? desk('filter.waitingCount', { count: waiting }) : desk(`filter.${value}`),
            }))}
          />
        }
        filteredEmpty={
          search.state && {
            title: desk(search.state === 'waiting' ? 'queue.nobody' : 'none.title'),
            text: desk(search.state === 'waiting' ? 'queue.nobodyText' : 'none.text'),
            clear: desk('none.clear'),
            onClear: () => showState('all'),
          }
        }
        defaultSort={{ column: 'createdAt', direction: usual }}
        columns={useSessionColumns()}
        keyOf={({ id }) => id}
        onOpen={(row) => act(row, rowAction(row, looker))}
        isPale={({ state }) => state === 'done'}
        renderActions={(row) => <SessionActions row={row} looker={looker} onAction={(action) => act(row, action)} />}
        actions={
          <>
            {mayManage && (
              <Button icon={MessageSquareText} onClick={() => setRepliesOpen(true)}>
                {desk('replies.open')}
              </Button>
            )}
            <Button icon={ChartColumn} onClick={onReport}>
              {desk('report.open')}
            </Button>
            <NewSessionButtons onMade={onOpen} />
          </>
        }
        empty={{ icon: MonitorUp, title: t('list.empty'), text: t('list.emptyText') }}
      />
      {areRepliesOpen && <RepliesDialog onClose={() => setRepliesOpen(false)} />}
      <RecordsProvider value={records}>
        <AskedDialog asked={asked} onAct={act} onAgain={onAgain} onDone={read} onClose={() => setAsked(undefined)} />
      </RecordsProvider>
    </div>
  );
}

interface AskedDialogProps {
  readonly asked: Asked | undefined;
  readonly onAct: (row: SessionSummary, action: SessionAction) => void;
  readonly onAgain: OpenAgain;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AskedDialog({ asked, onAct, onAgain, onDone, onClose }: AskedDialogProps) {
  const done = (): void => {
    onDone();
    onClose();
  };
  if (!asked) return null;
  const { row, what } = asked;
  switch (what) {
    case 'give':
      return <GiveDialog sessionId={row.id} from={row.ownerId} onGiven={done} onClose={onClose} />;
    case 'end':
      return <EndDialog sessionId={row.id} onEnded={done} onClose={onClose} />;
    case 'details':
      return <DetailDialog sessionId={row.id} onAgain={onAgain} onClose={done} />;
    default:
      return (
        <WaitingDialog
          row={row}
          onTake={() => {
            onClose();
            onAct(row, 'take');
          }}
          onGive={() => onAct(row, 'give')}
          onClose={onClose}
        />
      );
  }
}

/** Reads the list again when the server says that it is another one. @returns does so now */
function useNews(): () => void {
  const client = useQueryClient();
  const { live } = usePlatform();
  useEffect(() => {
    const lifetime = new AbortController();
    const read = (): void => void client.invalidateQueries({ queryKey: [queryName] });
    live.onNotification('support.sessions-changed', read, lifetime.signal);
    live.on('missed', read, lifetime.signal);
    return () => lifetime.abort();
  }, [client, live]);
  return () => void client.invalidateQueries({ queryKey: [queryName] });
}

function sortOf(sort: string | undefined) {
  return sessionSortSchema.catch('createdAt').parse(sort);
}
