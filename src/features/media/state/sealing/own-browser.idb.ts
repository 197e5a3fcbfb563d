import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OwnBrowser, OwnBrowserKey, OwnBrowserStore } from './own-browser.ts';

const storeName = 'browsers';

interface SealingDatabase extends DBSchema {
  browsers: { key: string; value: OwnBrowser };
}

/**
 * In IndexedDB, which keeps a CryptoKey without showing what is in it. That protects from scripts that would carry the key away, not from
 * somebody who copies the browser's profile from the disk.
 */
export function createOwnBrowserStore(): OwnBrowserStore {
  let opened: Promise<IDBPDatabase<SealingDatabase>> | undefined;
  const database = (): Promise<IDBPDatabase<SealingDatabase>> =>
    (opened ??= openDB<SealingDatabase>('deskline-sealing', 1, { upgrade: (db) => void db.createObjectStore(storeName) }));
  const nameOf = ({ tenantId, userId }: OwnBrowserKey): string => `${tenantId} ${userId}`;
  return {
    read: async (key) => (await database()).get(storeName, nameOf(key)),
    write: async (key, browser) => void (await (await database()).put(storeName, browser, nameOf(key))),
    remove: async (key) => (await database()).delete(storeName, nameOf(key)),
  };
}
