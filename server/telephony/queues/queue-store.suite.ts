import { describe, expect, test } from 'vitest';
import { newQueueSchema } from '../../../protocol/telephony/queues.ts';
import { newId } from '../../platform/ids.ts';
import type { MembersTenant } from '../groups/named-store.suite.ts';
import type { QueueStore } from './queue-store.ts';

export interface QueueAgentsSetup {
  readonly store: QueueStore;
  readonly makeTenant: () => Promise<MembersTenant>;
}

/** What every store of queues keeps of its agents. */
export function describeQueueAgents(title: string, setup: () => Promise<QueueAgentsSetup>): void {
  describe(`the store of ${title}`, () => {
    test('[QU02] who signed in is known after a restart, and stays signed in while a member', async () => {
      const { store, makeTenant } = await setup();
      const { tenantId, alice, bob } = await makeTenant();
      const by = { userId: alice, address: '' };
      const members = [
        { userId: alice, skills: {} },
        { userId: bob, skills: {} },
      ];
      const queue = await store.insert(tenantId, { ...newQueueSchema.parse({ name: 'Service', members }), id: newId() }, by);
      expect(await store.saveSignIn(tenantId, { queueId: queue.id, userId: alice }, true)).toBe(true);
      expect(await store.saveSignIn(tenantId, { queueId: queue.id, userId: bob }, true)).toBe(true);
      expect(await store.saveSignIn(tenantId, { queueId: queue.id, userId: newId() }, true)).toBe(false);
      expect(await store.signIns(tenantId)).toHaveLength(2);
      await store.update(tenantId, { ...queue, members: queue.members.filter((member) => member.userId === bob) }, by);
      expect(await store.signIns(tenantId)).toEqual([{ queueId: queue.id, userId: bob }]);
      await store.saveSignIn(tenantId, { queueId: queue.id, userId: bob }, false);
      expect(await store.signIns(tenantId)).toEqual([]);
    });

    test("[QU03] an agent's pause and its reason are known after a restart", async () => {
      const { store, makeTenant } = await setup();
      const { tenantId, alice } = await makeTenant();
      const paused = { userId: alice, state: 'paused', pauseReason: 'lunch', sinceMs: 1_000 } as const;
      await store.saveAgent(tenantId, { ...paused, state: 'ready', pauseReason: undefined });
      await store.saveAgent(tenantId, paused);
      expect(await store.agents(tenantId)).toEqual([paused]);
    });
  });
}
