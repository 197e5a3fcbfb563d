import { createStore, type StoreApi } from 'zustand/vanilla';
import type { VoicemailBox, VoicemailMessage } from '../../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../../protocol/wire/page.ts';

export interface MessagesQuery {
  readonly query: string;
  readonly state: 'inbox' | 'deleted';
  readonly page: number;
  /** All my boxes when absent. */
  readonly boxId?: string;
}

export interface VoicemailView {
  readonly boxes: readonly VoicemailBox[];
  /** Newest first. */
  readonly items: readonly VoicemailMessage[];
  readonly total: number;
  /** Messages that nobody heard, in all my boxes. */
  readonly newCount: number;
  readonly query: string;
  readonly folder: 'inbox' | 'deleted';
  /** The one box that is looked at; undefined: all of them. */
  readonly boxId: string | undefined;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly failure: unknown;
}

export interface VoicemailReader {
  boxes(signal: AbortSignal): Promise<readonly VoicemailBox[]>;
  messages(query: MessagesQuery, signal: AbortSignal): Promise<Page<VoicemailMessage>>;
  setHeard(id: string, isHeard: boolean): Promise<VoicemailMessage>;
  delete(id: string): Promise<void>;
  restore(id: string): Promise<VoicemailMessage>;
}

/** Messages of all my boxes: read anew whenever the server says that something changed. */
export class VoicemailStore {
  readonly view: StoreApi<VoicemailView> = createStore<VoicemailView>(() => ({
    boxes: [],
    items: [],
    total: 0,
    newCount: 0,
    query: '',
    folder: 'inbox',
    boxId: undefined,
    state: 'loading',
    failure: undefined,
  }));
  readonly #api: VoicemailReader;
  #pages = 1;
  #running: AbortController | undefined;

  constructor(api: VoicemailReader) {
    this.#api = api;
  }

  async refresh(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { query, folder } = this.view.getState();
    try {
      const boxes = await this.#api.boxes(running.signal);
      const boxId = boxes.find(({ id }) => id === this.view.getState().boxId)?.id;
      const ofBox = boxId === undefined ? {} : { boxId };
      const items: VoicemailMessage[] = [];
      let total = 0;
      for (let page = 1; page <= this.#pages; page += 1) {
        const found = await this.#api.messages({ query, state: folder, page, ...ofBox }, running.signal);
        items.push(...found.items);
        total = found.total;
      }
      if (running.signal.aborted) return;
      const newCount = boxes.reduce((sum, box) => sum + box.newCount, 0);
      this.view.setState({ boxes, boxId, items, total, newCount, state: 'ready', failure: undefined });
    } catch (failure) {
      if (running.signal.aborted) return;
      // What was read stays readable.
      this.view.setState((view) => ({ ...view, failure, state: view.state === 'ready' ? 'ready' : 'failed' }));
    }
  }

  search(query: string): Promise<void> {
    this.#pages = 1;
    this.view.setState({ query });
    return this.refresh();
  }

  show(folder: 'inbox' | 'deleted'): Promise<void> {
    this.#pages = 1;
    this.view.setState({ folder, items: [], state: 'loading' });
    return this.refresh();
  }

  /** Looks at one box, or at all of them. */
  showBox(boxId: string | undefined): Promise<void> {
    this.#pages = 1;
    this.view.setState({ boxId, items: [], state: 'loading' });
    return this.refresh();
  }

  readOlder(): Promise<void> {
    this.#pages += 1;
    return this.refresh();
  }

  /** Something changed in a box of mine. */
  handleChange(newCount: number): void {
    this.view.setState({ newCount });
    void this.refresh();
  }

  async setHeard(id: string, isHeard: boolean): Promise<void> {
    const changed = await this.#api.setHeard(id, isHeard);
    this.view.setState((view) => ({ ...view, items: view.items.map((item) => (item.id === id ? changed : item)) }));
  }

  async delete(id: string): Promise<void> {
    await this.#api.delete(id);
    this.#leave(id);
  }

  async restore(id: string): Promise<void> {
    await this.#api.restore(id);
    if (this.view.getState().folder === 'deleted') this.#leave(id);
    else await this.refresh();
  }

  close(): void {
    this.#running?.abort();
  }

  #leave(id: string): void {
    this.view.setState((view) => ({ ...view, items: view.items.filter((item) => item.id !== id), total: view.total - 1 }));
  }
}
