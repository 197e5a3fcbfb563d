import { openDB } from 'idb';
import { z } from 'zod';
import { callRecordSchema } from '../../../../protocol/telephony/phone.ts';
import type { HistoryCache } from './history-store.ts';

const storeName = 'history';

/** The cache in IndexedDB, one entry per person. Where IndexedDB is forbidden (private windows) nothing is kept. */
export function createHistoryCache(userId: string): HistoryCache {
  const database = openDB('deskline-telephony', 1, { upgrade: (db) => void db.createObjectStore(storeName) }).catch(() => undefined);
  return {
    async read() {
      const stored: unknown = await (await database)?.get(storeName, userId);
      const parsed = z.array(callRecordSchema).safeParse(stored);
      return parsed.success ? parsed.data : [];
    },
    async write(items) {
      await (await database)?.put(storeName, [...items], userId);
    },
  };
}
