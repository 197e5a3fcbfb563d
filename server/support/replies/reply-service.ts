import type { CannedReplies } from '../../../protocol/support/session.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { ReplyStore } from './reply-store.ts';

/** Texts that a tenant's experts put into the chat with a key. */
export class ReplyService {
  readonly #store: ReplyStore;

  constructor(store: ReplyStore) {
    this.#store = store;
  }

  /** @throws {ServiceError} `forbidden` */
  async get(actor: Actor): Promise<CannedReplies> {
    requirePermission(actor, 'support.serve');
    return this.#store.get(actor.tenantId);
  }

  /** @throws {ServiceError} `forbidden`, `changed-meanwhile` */
  async put(actor: Actor, change: CannedReplies): Promise<CannedReplies> {
    requirePermission(actor, 'support.manage');
    const replies = await this.#store.put(actor.tenantId, change, { userId: actor.userId, address: actor.address });
    if (!replies) throw new ServiceError('changed-meanwhile');
    return replies;
  }
}
