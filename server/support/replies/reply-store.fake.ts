import type { CannedReplies } from '../../../protocol/support/session.ts';
import type { ReplyStore } from './reply-store.ts';

/** Ready answers in memory. */
export class FakeReplyStore implements ReplyStore {
  readonly #byTenant = new Map<string, CannedReplies>();

  async get(tenantId: string): Promise<CannedReplies> {
    return this.#byTenant.get(tenantId) ?? { items: [], version: 0 };
  }

  async put(...[tenantId, { items, version }]: Parameters<ReplyStore['put']>): Promise<CannedReplies | undefined> {
    if ((await this.get(tenantId)).version !== version) return undefined;
    const replies = { items: [...items], version: version + 1 };
    this.#byTenant.set(tenantId, replies);
    return replies;
  }
}
