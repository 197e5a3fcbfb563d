import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { MembersTenant } from '../groups/named-store.suite.ts';
import type { CallbackStore, StoredCallback } from './callback-store.ts';

export interface CallbackStoreSetup {
  readonly store: CallbackStore;
  readonly makeTenant: () => Promise<MembersTenant>;
  /** A queue of the tenant. */
  readonly makeQueue: (tenantId: string) => Promise<string>;
}

const minuteMs = 60_000;
const startMs = Date.parse('2026-03-02T09:00:00Z');

function placeFor(queueId: string, userId: string, more: Partial<StoredCallback> = {}): StoredCallback {
  return {
    id: newId(),
    queueId,
    callId: newId(),
    pbxId: newId(),
    caller: { userId, displayName: 'Alice Ärger', number: '100' },
    priority: 3,
    skills: ['german'],
    presentation: { callerPrefix: 'Sales: ', context: { Customer: '4711' } },
    joinedAtMs: startMs,
    askedAtMs: startMs + minuteMs,
    state: 'waiting',
    attempts: 0,
    nextAttemptAtMs: undefined,
    agentName: undefined,
    ended: undefined,
    ...more,
  };
}

/** What every store of kept places does. */
export function describeCallbackStore(title: string, setup: () => Promise<CallbackStoreSetup>): void {
  describe(`the store of ${title}`, () => {
    test('[QU79] a place is read back as it was kept, with its rank and its attempts', async () => {
      const { store, makeTenant, makeQueue } = await setup();
      const { tenantId, alice, bob } = await makeTenant();
      const queueId = await makeQueue(tenantId);
      const later = await store.keep(tenantId, placeFor(queueId, bob, { joinedAtMs: startMs + minuteMs }));
      const first = await store.keep(tenantId, placeFor(queueId, alice));
      expect(await store.live(tenantId)).toEqual([first, later]);
      const tried: StoredCallback = { ...first, state: 'ringing', attempts: 2, nextAttemptAtMs: startMs + 9, agentName: 'Bob' };
      await store.save(tenantId, tried);
      expect(await store.live(tenantId)).toEqual([tried, later]);
    });

    test('[QU74] a caller has one place in a queue, the first; another queue, or an ended place, is another matter', async () => {
      const { store, makeTenant, makeQueue } = await setup();
      const { tenantId, alice } = await makeTenant();
      const [queueId, other] = [await makeQueue(tenantId), await makeQueue(tenantId)];
      const first = await store.keep(tenantId, placeFor(queueId, alice));
      expect(await store.keep(tenantId, placeFor(queueId, alice, { joinedAtMs: startMs + minuteMs }))).toEqual(first);
      const elsewhere = await store.keep(tenantId, placeFor(other, alice));
      expect((await store.live(tenantId)).map(({ id }) => id).toSorted()).toEqual([first.id, elsewhere.id].toSorted());
      await store.save(tenantId, { ...first, state: 'given-up', ended: { atMs: startMs, how: 'cancelled' } });
      const again = placeFor(queueId, alice, { joinedAtMs: startMs + minuteMs });
      expect(await store.keep(tenantId, again)).toEqual(again);
    });

    test('[QU74] twice in one moment is once', async () => {
      const { store, makeTenant, makeQueue } = await setup();
      const { tenantId, alice } = await makeTenant();
      const queueId = await makeQueue(tenantId);
      const [one, two] = await Promise.all([
        store.keep(tenantId, placeFor(queueId, alice)),
        store.keep(tenantId, placeFor(queueId, alice)),
      ]);
      expect(one.id).toBe(two.id);
      expect(await store.live(tenantId)).toHaveLength(1);
    });

    test('[QU82] [QU84] what ended is listed by queue, the newest first, until it is pruned; what waits is not pruned', async () => {
      const { store, makeTenant, makeQueue } = await setup();
      const { tenantId, alice, bob } = await makeTenant();
      const [queueId, other] = [await makeQueue(tenantId), await makeQueue(tenantId)];
      const places = [placeFor(queueId, alice), placeFor(queueId, bob), placeFor(other, alice)];
      for (const [index, place] of places.entries()) {
        await store.keep(tenantId, place);
        await store.save(tenantId, { ...place, state: 'done', ended: { atMs: startMs + index * minuteMs, how: 'called-back' } });
      }
      const waiting = await store.keep(tenantId, placeFor(queueId, alice));
      const [first, second, third] = places.map(({ id }) => id);
      expect((await store.ended(tenantId, [queueId], 10)).map(({ id }) => id)).toEqual([second, first]);
      expect((await store.ended(tenantId, [queueId, other], 1)).map(({ id }) => id)).toEqual([third]);
      expect((await store.ended(tenantId, [queueId], 1))[0]).toMatchObject({ state: 'done', ended: { how: 'called-back' } });
      expect(await store.ended(tenantId, [], 10)).toEqual([]);
      expect(await store.prune(tenantId, startMs + minuteMs)).toBe(1);
      expect((await store.ended(tenantId, [queueId, other], 10)).map(({ id }) => id)).toEqual([third, second]);
      expect(await store.live(tenantId)).toEqual([waiting]);
    });

    test("[QU82] another tenant's places do not exist", async () => {
      const { store, makeTenant, makeQueue } = await setup();
      const [acme, globex] = [await makeTenant(), await makeTenant()];
      const queueId = await makeQueue(acme.tenantId);
      const place = await store.keep(acme.tenantId, placeFor(queueId, acme.alice));
      expect(await store.live(globex.tenantId)).toEqual([]);
      await store.save(globex.tenantId, { ...place, state: 'given-up', ended: { atMs: startMs, how: 'cancelled' } });
      expect(await store.ended(globex.tenantId, [queueId], 10)).toEqual([]);
      expect(await store.prune(globex.tenantId, startMs + minuteMs)).toBe(0);
      expect(await store.live(acme.tenantId)).toEqual([place]);
    });
  });
}
