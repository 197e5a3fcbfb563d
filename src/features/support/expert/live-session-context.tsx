import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LiveSession } from '../state/live-session.ts';
import type { LiveView } from '../state/live-view.ts';

export const LiveSessionContext = createContext<LiveSession | undefined>(undefined);

export function useSession(): LiveSession {
  const session = useContext(LiveSessionContext);
  if (!session) throw new Error('there is no LiveSessionContext around this component');
  return session;
}

/** Part of the view; `select` returns what is in it, never something new. */
export function useLive<Part>(select: (view: LiveView) => Part): Part {
  const { getView, subscribe } = useSession();
  return useSyncExternalStore(
    subscribe,
    () => select(getView()),
    () => select(getView()),
  );
}
