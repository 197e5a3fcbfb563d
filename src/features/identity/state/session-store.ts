import type { Me } from '../../../../protocol/identity/session.ts';
import type { SessionApi } from './session-api.ts';

/** Why nobody is signed in, when it is worth telling. */
export type SignedOutReason = 'signed-out' | 'revoked' | 'disabled' | 'deleted' | 'expired' | 'password-changed' | 'tenant-ended';

/**
 * Who uses this page.
 * ```
 * unknown ──load──▶ signed-in ◀──sign in── signed-out
 *    └──load──▶ signed-out ◀── sign out, revoked, expired ── signed-in
 * ```
 * A load that nobody answers leaves `unknown` and throws; the next load tries again.
 */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signed-out'; readonly reason?: SignedOutReason }
  | { readonly kind: 'signed-in'; readonly me: Me };

export type SessionCalls = Pick<SessionApi, 'me' | 'signIn' | 'signOut'>;

/** Holds who is signed in and tells whoever listens. Components read it by `useSyncExternalStore`. */
export class SessionStore {
  #state: SessionState = { kind: 'unknown' };
  #loading: Promise<SessionState> | undefined;
  readonly #calls: SessionCalls;
  readonly #isNotSignedIn: (failure: unknown) => boolean;
  readonly #listeners = new Set<() => void>();

  constructor(calls: SessionCalls, isNotSignedIn: (failure: unknown) => boolean) {
    this.#calls = calls;
    this.#isNotSignedIn = isNotSignedIn;
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The person, when somebody is signed in. */
  get me(): Me | undefined {
    return this.#state.kind === 'signed-in' ? this.#state.me : undefined;
  }

  /** The state, asking the server when it is not known yet. Rejects with ApiFailure when nobody answers. */
  ensureLoaded(): Promise<SessionState> {
    if (this.#state.kind !== 'unknown') return Promise.resolve(this.#state);
    return this.reload();
  }

  /** Asks the server anew, e.g. after `me.changed`. Two questions at once become one. */
  reload(): Promise<SessionState> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Signs in. Rejects with ApiFailure (wrong-credentials, too-many-attempts, …) and stays as it was. */
  async signIn(email: string, password: string): Promise<Me> {
    const me = await this.#calls.signIn(email, password);
    this.#enter({ kind: 'signed-in', me });
    return me;
  }

  /** Signs out. The page counts as signed out only after the server agreed: otherwise a shared computer stays open. */
  async signOut(): Promise<void> {
    try {
      await this.#calls.signOut();
    } catch (failure) {
      if (!this.#isNotSignedIn(failure)) throw failure;
    }
    this.#enter({ kind: 'signed-out' });
  }

  /** The server ended the session, or refused a request for want of one. */
  handleEnded(reason: SignedOutReason): void {
    if (this.#state.kind === 'signed-in') this.#enter({ kind: 'signed-out', reason });
  }

  /** The server wants a new password first. */
  handlePasswordChangeRequired(): void {
    this.#changeMe((me) => ({ ...me, mustChangePassword: true }));
  }

  /** The person set their language. */
  handleLanguageChanged(language: Me['language']): void {
    this.#changeMe((me) => ({ ...me, language }));
  }

  #changeMe(change: (me: Me) => Me): void {
    if (this.#state.kind === 'signed-in') this.#enter({ kind: 'signed-in', me: change(this.#state.me) });
  }

  async #load(): Promise<SessionState> {
    try {
      this.#enter({ kind: 'signed-in', me: await this.#calls.me() });
    } catch (failure) {
      if (!this.#isNotSignedIn(failure)) throw failure;
      this.#enter({ kind: 'signed-out' });
    }
    return this.#state;
  }

  #enter(state: SessionState): void {
    // An expired session answers every open request with 401; the first reason told is the true one.
    if (state.kind === 'signed-out' && this.#state.kind === 'signed-out') return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
