import type { PushKind } from '../../../protocol/identity/push.ts';
import type { Language } from '../../../protocol/identity/session.ts';
import type { PushTarget } from '../../platform/push/push-sender.ts';

/** A browser that is told. */
export interface PushSubscription {
  readonly id: string;
  readonly userId: string;
  /** The web session that was last there. */
  readonly sessionId: string;
  readonly target: PushTarget;
  readonly userAgent: string;
  readonly language: Language;
  readonly kinds: readonly PushKind[];
  readonly createdAt: Date;
  readonly lastOkAt: Date | undefined;
}

export interface NewPushSubscription extends Omit<PushSubscription, 'id' | 'createdAt' | 'lastOkAt' | 'kinds'> {
  readonly kinds: readonly PushKind[] | undefined;
  /** Endpoint that this browser had before. */
  readonly replaces: string | undefined;
  readonly at: Date;
}

/** Which browsers are told. The tenant comes first, always. */
export interface PushSubscriptionStore {
  /**
   * Keeps a browser under its endpoint, whoever had it before, in place of the one that it replaces; the person's oldest
   * beyond `maxPerUser` go. Without kinds they stay as they were, for a new one all of `usual`.
   */
  put(
    tenantId: string,
    one: NewPushSubscription,
    rules: { readonly maxPerUser: number; readonly usual: readonly PushKind[] },
  ): Promise<void>;
  /** Newest first; none for a person who is disabled. */
  ofUser(tenantId: string, userId: string): Promise<readonly PushSubscription[]>;
  /** Undefined when there is none, or its person is disabled. */
  byId(tenantId: string, id: string): Promise<PushSubscription | undefined>;
  /** Whether there was one of this person. */
  removeOwn(tenantId: string, userId: string, id: string): Promise<boolean>;
  remove(tenantId: string, id: string): Promise<void>;
  removeOfSession(tenantId: string, sessionId: string): Promise<void>;
  removeOfUser(tenantId: string, userId: string): Promise<void>;
  /** Its push service took something. */
  noteTaken(tenantId: string, id: string, at: Date): Promise<void>;
  /** Its push service took nothing, for good; it goes after `most` in a row. */
  noteRefused(tenantId: string, id: string, most: number): Promise<void>;
  /** Those that no page has renewed since. */
  removeStale(tenantId: string, before: Date): Promise<void>;
}
