import type { Session } from '../entities.ts';

/** Web sessions. Only the SHA-256 of a token is kept. Ended ones stay for 30 days: they say which addresses a person uses. */
export interface SessionStore {
  insert(session: Session, tokenHash: Buffer): Promise<void>;
  /** undefined also when it has ended. */
  byId(id: string): Promise<Session | undefined>;
  /** Those that have not ended, newest first. */
  ofUser(userId: string): Promise<readonly Session[]>;
  /** Everybody's that have not ended. */
  all(): Promise<readonly Session[]>;
  touch(id: string, at: Date): Promise<void>;
  /** @returns the token's hash; undefined when there is no such session or it had ended before. */
  end(id: string, at: Date): Promise<Buffer | undefined>;
  /** Sessions that have not been ended though they went quiet before `idleSince` or their absolute end is before `now`. */
  expired(idleSince: Date, now: Date): Promise<readonly Session[]>;
  /** Whether this person signed in from `address` after `since`. */
  knowsAddress(userId: string, address: string, since: Date): Promise<boolean>;
  /** Forgets sessions that ended, or went quiet, before `before`. */
  purge(before: Date): Promise<void>;
}
