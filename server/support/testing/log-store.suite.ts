import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { LogEntry, LogStore } from '../relay/log-store.ts';

export interface LogPlace {
  readonly store: LogStore;
  readonly tenantId: string;
  readonly sessionId: string;
  /** Another session of that tenant. */
  readonly otherId: string;
}

const entry = (number: number, seatId: string, text: string): LogEntry => ({
  number,
  seatId,
  clientNumber: number * 2 ** 33,
  at: new Date(1_000 * number),
  body: Buffer.from(text),
});

/** What every place for logs does. */
export function logStoreSuite(name: string, place: () => Promise<LogPlace>): void {
  describe(`log store (${name})`, () => {
    let at: LogPlace;
    beforeEach(async () => {
      at = await place();
    });

    it('[SU20] [SU21] gives back what it was given, in order, from any number on', async () => {
      const { store, tenantId, sessionId } = at;
      const seatId = newId();
      expect(await store.size(tenantId, sessionId)).toEqual({ lastNumber: 0, bytes: 0 });
      const entries = ['one', 'two', 'three'].map((text, index) => entry(index + 1, seatId, text));
      await store.append(tenantId, sessionId, entries);
      expect(await store.size(tenantId, sessionId)).toEqual({ lastNumber: 3, bytes: 11 });
      expect(await store.read(tenantId, sessionId, 0, 100)).toEqual(entries);
      expect(await store.read(tenantId, sessionId, 1, 1)).toEqual(entries.slice(1, 2));
      expect(await store.read(tenantId, sessionId, 3, 100)).toEqual([]);
    });

    it('[SU22] knows what a seat sent before, by the seat’s own number', async () => {
      const { store, tenantId, sessionId } = at;
      const [mine, theirs] = [newId(), newId()];
      const kept = entry(1, mine, 'one');
      await store.append(tenantId, sessionId, [kept]);
      const { clientNumber } = kept;
      expect(await store.known(tenantId, sessionId, [{ seatId: mine, clientNumber }])).toEqual([kept]);
      expect(
        await store.known(tenantId, sessionId, [
          { seatId: theirs, clientNumber },
          { seatId: mine, clientNumber: 1 },
        ]),
      ).toEqual([]);
    });

    it('keeps sessions and tenants apart', async () => {
      const { store, tenantId, sessionId, otherId } = at;
      await store.append(tenantId, sessionId, [entry(1, newId(), 'one')]);
      expect(await store.read(tenantId, otherId, 0, 100)).toEqual([]);
      expect(await store.read(newId(), sessionId, 0, 100)).toEqual([]);
      expect(await store.size(newId(), sessionId)).toEqual({ lastNumber: 0, bytes: 0 });
    });
  });
}
