import type { Doer } from '../sessions/session-store.ts';

/** Why and by whom a session's content is kept from being deleted. */
export interface StoredHold {
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
  readonly releaseAskedBy: { readonly id: string; readonly name: string } | undefined;
}

/** Where holds are; each change is in the audit log. */
export interface HoldStore {
  find(tenantId: string, sessionId: string): Promise<StoredHold | undefined>;
  /** Says no when there is one. @throws {ServiceError} `content-gone` when the deletion began, or its time is over */
  set(tenantId: string, sessionId: string, hold: StoredHold, by: Doer): Promise<boolean>;
  /** Says no when there is none, or somebody asked already. */
  askRelease(tenantId: string, sessionId: string, who: { readonly id: string; readonly name: string }, by: Doer): Promise<boolean>;
  /** Ends it when somebody else than `userId` has asked for that; says whether it did. */
  release(tenantId: string, sessionId: string, userId: string, by: Doer): Promise<boolean>;
}
