import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../../protocol/telephony/phone.ts';
import { cachedRecords, HistoryStore, type HistoryApi, type HistoryCache } from './history-store.ts';

const record = (id: string, change: Partial<CallRecord> = {}): CallRecord => ({
  id,
  direction: 'incoming',
  other: { userId: null, displayName: `Person ${id}`, number: id },
  startedAt: `2026-11-22T03:${id.padStart(2, '0')}:00.000Z`,
  answeredAt: null,
  endedAt: null,
  cause: null,
  isMissed: false,
  isNew: false,
  quality: null,
  via: null,
  because: null,
  answeredBy: null,
  ...change,
});

/** A cache that works, in memory. */
class FakeCache implements HistoryCache {
  items: readonly CallRecord[];
  constructor(items: readonly CallRecord[] = []) {
    this.items = items;
  }
  read(): Promise<readonly CallRecord[]> {
    return Promise.resolve(this.items);
  }
  write(items: readonly CallRecord[]): Promise<void> {
    this.items = items;
    return Promise.resolve();
  }
}

const serverWith = (items: readonly CallRecord[]): HistoryApi => ({
  readHistory: ({ query }) => Promise.resolve({ items: items.filter((one) => one.other.displayName.includes(query)), nextBefore: null }),
  markSeen: () => Promise.resolve(),
});
const noServer: HistoryApi = {
  readHistory: () => Promise.reject(new Error('offline')),
  markSeen: () => Promise.reject(new Error('offline')),
};
const ids = (store: HistoryStore): readonly string[] => store.view.getState().items.map((one) => one.id);

describe('recent calls', () => {
  it('[SP40] shows what is cached at once, then what the server says, and remembers that', async () => {
    const cache = new FakeCache([record('1')]);
    const store = new HistoryStore(serverWith([record('3'), record('2')]), cache);
    const seen: string[] = [];
    store.view.subscribe((view) => seen.push(`${view.state}:${view.items.map((one) => one.id).join('')}`));
    await store.start();
    expect(seen[0]).toBe('cached:1');
    expect(seen).toContain('ready:32');
    expect(cache.items.map((one) => one.id)).toEqual(['3', '2', '1']);
  });

  it('[SP40] without a server the cache stays and is searchable; with neither the failure is shown', async () => {
    const store = new HistoryStore(noServer, new FakeCache([record('1'), record('2')]));
    await store.start();
    expect(store.view.getState().state).toBe('offline');
    await store.search('person 2');
    expect(ids(store)).toEqual(['2']);
    const empty = new HistoryStore(noServer, new FakeCache());
    await empty.start();
    expect(empty.view.getState().state).toBe('failed');
  });

  it('[SP41] [VM43] a notification adds a call, changes a known one, and keeps the order', async () => {
    const store = new HistoryStore(serverWith([record('2')]), new FakeCache());
    await store.start();
    store.handleRecorded(record('5', { isMissed: true, isNew: true }));
    expect(store.view.getState().newCount).toBe(1);
    store.handleRecorded(record('2', { cause: 'completed' }));
    expect(ids(store)).toEqual(['5', '2']);
    expect(store.view.getState().items[1]?.cause).toBe('completed');
    await store.markSeen();
    expect(store.view.getState().items.some((one) => one.isNew)).toBe(false);
    expect(store.view.getState().newCount).toBe(0);
  });

  it('[SP40] the cache is bounded', async () => {
    const cache = new FakeCache();
    const store = new HistoryStore(serverWith([]), cache);
    await store.start();
    for (let index = 0; index < cachedRecords + 20; index += 1)
      store.handleRecorded(record(String(index), { startedAt: new Date(index * 1000).toISOString() }));
    expect(cache.items).toHaveLength(cachedRecords);
    expect(cache.items[0]?.id).toBe(String(cachedRecords + 19));
  });

  it('[SP40] an answer to an older question does not replace a newer one', async () => {
    const waiting: ((page: { items: CallRecord[]; nextBefore: null }) => void)[] = [];
    const slow: HistoryApi = { ...noServer, readHistory: () => new Promise((resolve) => waiting.push(resolve)) };
    const store = new HistoryStore(slow, new FakeCache());
    const first = store.search('a');
    const second = store.search('b');
    waiting[1]?.({ items: [record('2')], nextBefore: null });
    waiting[0]?.({ items: [record('1')], nextBefore: null });
    await Promise.all([first, second]);
    expect(ids(store)).toEqual(['2']);
  });
});
