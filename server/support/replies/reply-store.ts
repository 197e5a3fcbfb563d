import type { CannedReplies, CannedReply } from '../../../protocol/support/session.ts';
import type { Doer } from '../sessions/session-store.ts';

/** Where a tenant's ready answers are kept: one list, changed as a whole. */
export interface ReplyStore {
  /** An empty list of version 0 while none was set. */
  get(tenantId: string): Promise<CannedReplies>;
  /** Undefined when the list was changed since `version`. */
  put(
    tenantId: string,
    change: { readonly items: readonly CannedReply[]; readonly version: number },
    by: Doer,
  ): Promise<CannedReplies | undefined>;
}
