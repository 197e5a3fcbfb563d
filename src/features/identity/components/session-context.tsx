import { createContext, useContext, useSyncExternalStore } from 'react';
import { can, type Permission } from '../../../../protocol/identity/permissions.ts';
import type { Me } from '../../../../protocol/identity/session.ts';
import type { SessionApi } from '../state/session-api.ts';
import type { SessionState, SessionStore } from '../state/session-store.ts';

/** What identity's components work with. */
export interface Identity {
  store: SessionStore;
  api: SessionApi;
}

const IdentityContext = createContext<Identity | undefined>(undefined);

export const IdentityProvider = IdentityContext.Provider;

export function useIdentity(): Identity {
  const identity = useContext(IdentityContext);
  if (identity === undefined) throw new Error('useIdentity needs an IdentityProvider above it.');
  return identity;
}

/** Who uses the page, up to date. */
export function useSessionState(): SessionState {
  const { store } = useIdentity();
  return useSyncExternalStore(store.subscribe, store.state, store.state);
}

/** The person signed in; undefined while nobody is. */
export function useMe(): Me | undefined {
  const state = useSessionState();
  return state.kind === 'signed-in' ? state.me : undefined;
}

/** Whether the person may do this. What one may not do is absent from the page. */
export function useCan(permission: Permission): boolean {
  const me = useMe();
  return me !== undefined && can(me.role, permission);
}
