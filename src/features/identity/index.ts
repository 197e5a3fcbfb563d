/** Front door of identity in the browser: who is signed in and what they may do. Pages are loaded lazily from pages/. */
export { SessionApi } from './state/session-api.ts';
export { SessionStore, type SessionState, type SignedOutReason } from './state/session-store.ts';
export { IdentityProvider, useCan, useIdentity, useMe, type Identity } from './components/session-context.tsx';
