import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AgentDesk, AgentWish } from '../../../../protocol/telephony/queues.ts';

export interface AgentView {
  /** Null for who serves no queue, undefined while nothing is known. */
  readonly desk: AgentDesk | null | undefined;
  readonly isSaving: boolean;
  /** Why the last wish was not carried out. */
  readonly failure: unknown;
}

export interface AgentApi {
  readDesk(signal: AbortSignal): Promise<AgentDesk | null>;
  wish(wish: AgentWish): Promise<AgentDesk>;
  signInToQueue(queueId: string, isSignedIn: boolean): Promise<AgentDesk>;
}

/** What an agent sees of their queues: the server's, pushed whenever it changes, the same on all pages. */
export class AgentStore {
  readonly view: StoreApi<AgentView> = createStore<AgentView>(() => ({ desk: undefined, isSaving: false, failure: undefined }));
  readonly #api: AgentApi;
  readonly #life = new AbortController();

  constructor(api: AgentApi) {
    this.#api = api;
  }

  /** What was known stays on screen when the server cannot be reached. */
  async refresh(): Promise<void> {
    try {
      this.handleDesk(await this.#api.readDesk(this.#life.signal));
    } catch (failure) {
      if (!this.#life.signal.aborted && this.view.getState().desk === undefined) this.view.setState({ failure });
    }
  }

  wish(wish: AgentWish): Promise<void> {
    return this.#ask(() => this.#api.wish(wish));
  }

  signIn(queueId: string, isSignedIn: boolean): Promise<void> {
    return this.#ask(() => this.#api.signInToQueue(queueId, isSignedIn));
  }

  handleDesk(desk: AgentDesk | null): void {
    this.view.setState({ desk, failure: undefined });
  }

  close(): void {
    this.#life.abort();
  }

  async #ask(work: () => Promise<AgentDesk>): Promise<void> {
    this.view.setState({ isSaving: true, failure: undefined });
    try {
      this.handleDesk(await work());
    } catch (failure) {
      this.view.setState({ failure });
    } finally {
      this.view.setState({ isSaving: false });
    }
  }
}
