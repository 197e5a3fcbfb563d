import type { Queue, QueueFields } from '../../../protocol/telephony/queues.ts';
import { FakeNamedRows } from '../groups/named-rows.fake.ts';
import type { StoredAgent } from './agent.ts';
import type { QueueStore, StoredSignIn } from './queue-store.ts';

/** Queues in memory. */
export class FakeQueueStore implements QueueStore {
  readonly rows = new FakeNamedRows<Queue>();
  readonly #agents = new Map<string, StoredAgent>();
  readonly #signIns = new Map<string, StoredSignIn>();

  async list(tenantId: string): Promise<readonly Queue[]> {
    return this.rows.list(tenantId);
  }

  async get(tenantId: string, id: string): Promise<Queue | undefined> {
    return this.rows.get(tenantId, id);
  }

  async insert(tenantId: string, queue: QueueFields & { readonly id: string }): Promise<Queue> {
    return this.rows.insert(tenantId, { ...queue, version: 1 });
  }

  async update(tenantId: string, queue: Queue): Promise<Queue | undefined> {
    const updated = this.rows.update(tenantId, queue);
    for (const [key, signIn] of this.#signIns)
      if (signIn.queueId === queue.id && !queue.members.some((member) => member.userId === signIn.userId)) this.#signIns.delete(key);
    return updated;
  }

  async delete(tenantId: string, id: string): Promise<boolean> {
    return this.rows.delete(tenantId, id);
  }

  async agents(tenantId: string): Promise<readonly StoredAgent[]> {
    return ofTenant(this.#agents, tenantId);
  }

  async signIns(tenantId: string): Promise<readonly StoredSignIn[]> {
    return ofTenant(this.#signIns, tenantId);
  }

  async saveAgent(tenantId: string, agent: StoredAgent): Promise<void> {
    this.#agents.set(`${tenantId}/${agent.userId}`, agent);
  }

  async saveSignIn(tenantId: string, signIn: StoredSignIn, isSignedIn: boolean): Promise<boolean> {
    const queue = this.rows.get(tenantId, signIn.queueId);
    if (!queue?.members.some((member) => member.userId === signIn.userId)) return false;
    const key = `${tenantId}/${signIn.queueId}/${signIn.userId}`;
    if (isSignedIn) this.#signIns.set(key, signIn);
    else this.#signIns.delete(key);
    return true;
  }
}

function ofTenant<Row>(rows: ReadonlyMap<string, Row>, tenantId: string): Row[] {
  return [...rows].filter(([key]) => key.startsWith(`${tenantId}/`)).map(([, row]) => row);
}
