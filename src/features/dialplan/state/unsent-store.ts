import { openDB } from 'idb';
import { z } from 'zod';
import { operationSchema } from '../../../../protocol/dialplan/operations.ts';
import type { UnsentChanges, UnsentStore } from './draft-saver.ts';

const storeName = 'unsent';
const unsentSchema = z.object({ revision: z.number().int(), operations: z.array(operationSchema) });

/** What is kept of unsent changes between visits. */
export interface ReadableUnsentStore extends UnsentStore {
  read(): Promise<UnsentChanges | undefined>;
}

/** One entry per plan in IndexedDB. Where that is forbidden (private windows) changes live as long as the page. */
export function createUnsentStore(planId: string): ReadableUnsentStore {
  const database = openDB('deskline-dialplan', 1, { upgrade: (db) => void db.createObjectStore(storeName) }).catch(() => undefined);
  return {
    async read() {
      const stored: unknown = await (await database)?.get(storeName, planId);
      const parsed = unsentSchema.safeParse(stored);
      return parsed.success ? parsed.data : undefined;
    },
    async write(changes) {
      const db = await database;
      if (changes === undefined) await db?.delete(storeName, planId);
      else await db?.put(storeName, changes, planId);
    },
  };
}
