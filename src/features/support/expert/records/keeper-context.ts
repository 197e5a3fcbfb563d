import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveSession } from '../../state/live-session.ts';
import { SessionKeeper, type KeeperView } from '../../state/records/session-keeper.ts';
import type { SessionRecords } from '../../state/records/session-records.ts';
import { asShown } from '../camera/painted-still.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { inPage } from './in-page.ts';
import { recordsKey, useSessionRecords } from './records-context.tsx';

/** A keeper lives as long as its session: it goes on while another page is looked at, and after the end. */
const keepers = new WeakMap<LiveSession, SessionKeeper>();

export interface Keeping {
  readonly keeper: SessionKeeper;
  readonly view: KeeperView;
}

const nothing = (): (() => void) => () => undefined;

/** Who keeps what is made in a camera session. Undefined in other sessions: only what somebody keeps by hand is kept of them. */
export function useKeeping(): Keeping | undefined {
  const session = useSession();
  const { id, kind } = useLive((view) => view.session);
  const records = useSessionRecords(id);
  const keeper = useMemo(() => (kind === 'camera' && id !== '' ? keeperOf(session, records) : undefined), [session, id, kind, records]);
  const view = useSyncExternalStore(keeper?.view.subscribe ?? nothing, () => keeper?.view.getState());
  return useMemo(() => (keeper && view ? { keeper, view } : undefined), [keeper, view]);
}

/** From now on what is made in the session that is shown is kept, if it is a camera session. */
export function useKeeper(): void {
  const keeper = useKeeping()?.keeper;
  const id = useLive(({ session }) => session.id);
  const queries = useQueryClient();
  useEffect(() => {
    keeper?.begin();
    return keeper?.view.subscribe((now, before) => {
      if (now.kept !== before.kept) void queries.invalidateQueries({ queryKey: recordsKey(id) });
    });
  }, [keeper, queries, id]);
}

function keeperOf(session: LiveSession, records: SessionRecords): SessionKeeper {
  const known = keepers.get(session);
  if (known) return known;
  const keeper = new SessionKeeper({ session, records, paint: asShown, schedule: inPage });
  keepers.set(session, keeper);
  tellOfTab(new WeakRef(keeper));
  return keeper;
}

/** Also while another page is looked at; a session that the tab has forgotten is not held by it. */
function tellOfTab(keeper: WeakRef<SessionKeeper>): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keeper.deref()?.hide());
  addEventListener('pagehide', () => keeper.deref()?.leave());
}
