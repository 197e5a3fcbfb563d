import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallRecord } from '../../../../protocol/telephony/phone.ts';

export interface HistoryView {
  /** Newest first. */
  readonly items: readonly CallRecord[];
  readonly nextBefore: string | null;
  readonly query: string;
  readonly isMissedOnly: boolean;
  /** Missed calls that were not looked at, among the newest ones, whatever is searched for. */
  readonly newCount: number;
  /** `cached`: from this browser's memory, the server was not asked or did not answer yet. */
  readonly state: 'loading' | 'cached' | 'ready' | 'offline' | 'failed';
  readonly failure: unknown;
}

export interface HistoryPage {
  readonly items: readonly CallRecord[];
  readonly nextBefore: string | null;
}

export interface HistoryApi {
  readHistory(query: { readonly query: string; readonly before?: string }, signal: AbortSignal): Promise<HistoryPage>;
  markSeen(): Promise<void>;
}

/** Where the newest records are kept in this browser. */
export interface HistoryCache {
  read(): Promise<readonly CallRecord[]>;
  write(items: readonly CallRecord[]): Promise<void>;
}

export const cachedRecords = 100;

/** Recent calls: shown at once from the cache, refreshed from the server, kept up by notifications. */
export class HistoryStore {
  readonly view: StoreApi<HistoryView> = createStore<HistoryView>(() => ({
    items: [],
    nextBefore: null,
    query: '',
    isMissedOnly: false,
    newCount: 0,
    state: 'loading',
    failure: undefined,
  }));
  readonly #api: HistoryApi;
  readonly #cache: HistoryCache;
  readonly #newest = new Map<string, CallRecord>();
  #running: AbortController | undefined;

  constructor(api: HistoryApi, cache: HistoryCache) {
    this.#api = api;
    this.#cache = cache;
  }

  async start(): Promise<void> {
    const cached = await this.#cache.read();
    for (const record of cached) this.#newest.set(record.id, record);
    this.#count();
    if (cached.length > 0) this.view.setState({ items: this.#sorted(), state: 'cached' });
    await this.refresh();
  }

  async search(query: string): Promise<void> {
    this.view.setState({ query });
    await this.refresh();
  }

  showMissedOnly(isMissedOnly: boolean): void {
    this.view.setState({ isMissedOnly });
  }

  async refresh(): Promise<void> {
    const page = await this.#ask(undefined);
    if (page === undefined) return;
    this.view.setState({ items: page.items, nextBefore: page.nextBefore, state: 'ready', failure: undefined });
    if (this.view.getState().query === '') this.#remember(page.items);
  }

  /** The next older page below what is shown. */
  async readOlder(): Promise<void> {
    const { nextBefore } = this.view.getState();
    if (nextBefore === null) return;
    const page = await this.#ask(nextBefore);
    if (page !== undefined)
      this.view.setState((view) => ({ ...view, items: [...view.items, ...page.items], nextBefore: page.nextBefore, state: 'ready' }));
  }

  /** A call of mine began, was answered or ended. */
  handleRecorded(record: CallRecord): void {
    this.#remember([record]);
    const view = this.view.getState();
    const isKnown = view.items.some((item) => item.id === record.id);
    if (isKnown) this.view.setState({ items: view.items.map((item) => (item.id === record.id ? record : item)) });
    else if (view.query === '') this.view.setState({ items: [record, ...view.items].toSorted(newestFirst) });
  }

  handleSeen(): void {
    const seen = (record: CallRecord): CallRecord => ({ ...record, isNew: false });
    this.view.setState((view) => ({ ...view, items: view.items.map(seen) }));
    this.#remember([...this.#newest.values()].map(seen));
  }

  /** The person looked at the missed calls. */
  async markSeen(): Promise<void> {
    if (!this.view.getState().items.some((record) => record.isNew)) return;
    await this.#api.markSeen();
    this.handleSeen();
  }

  close(): void {
    this.#running?.abort();
  }

  async #ask(before: string | undefined): Promise<HistoryPage | undefined> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const page = await this.#api.readHistory(
        { query: this.view.getState().query, ...(before === undefined ? {} : { before }) },
        running.signal,
      );
      return running.signal.aborted ? undefined : page;
    } catch (failure) {
      if (!running.signal.aborted) this.#showCached(failure);
      return undefined;
    }
  }

  #showCached(failure: unknown): void {
    const { query } = this.view.getState();
    const wanted = query.toLocaleLowerCase();
    const items = this.#sorted().filter(
      ({ other }) => wanted === '' || `${other.displayName} ${other.number}`.toLocaleLowerCase().includes(wanted),
    );
    this.view.setState({ items, nextBefore: null, state: this.#newest.size > 0 ? 'offline' : 'failed', failure });
  }

  #remember(records: readonly CallRecord[]): void {
    for (const record of records) this.#newest.set(record.id, record);
    const kept = this.#sorted().slice(0, cachedRecords);
    this.#newest.clear();
    for (const record of kept) this.#newest.set(record.id, record);
    this.#count();
    void this.#cache.write(kept);
  }

  #count(): void {
    const newCount = [...this.#newest.values()].filter(({ isNew }) => isNew).length;
    if (newCount !== this.view.getState().newCount) this.view.setState({ newCount });
  }

  #sorted(): readonly CallRecord[] {
    return [...this.#newest.values()].toSorted(newestFirst);
  }
}

const newestFirst = (a: CallRecord, b: CallRecord): number => b.startedAt.localeCompare(a.startedAt);
