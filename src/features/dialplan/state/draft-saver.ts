import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Operation } from '../../../../protocol/dialplan/operations.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';

/**
 * ```
 * saved ──change──▶ waiting ──pause──▶ saving ──stored──▶ saved (or waiting, when more came meanwhile)
 *                      ▲                  ├──no network, server away──▶ offline ──retry──▶ saving
 *                      └──────────────────┤
 *                                         ├──somebody else stored──▶ conflict (nothing is sent any more; the page asks)
 *                                         └──refused──▶ failed ──retry──▶ saving
 * ```
 */
export type SaveState =
  | { readonly kind: 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' }
  | { readonly kind: 'failed'; readonly failure: unknown };

/** What was changed here and not stored there yet. */
export interface UnsentChanges {
  /** The revision that the operations begin from. */
  readonly revision: number;
  readonly operations: readonly Operation[];
}

/** Where unsent changes survive a closed tab. */
export interface UnsentStore {
  write(changes: UnsentChanges | undefined): Promise<void>;
}

export interface DraftSaverOptions {
  /** Stores operations over a revision; gives the new one. Throws ApiFailure. */
  readonly send: (revision: number, operations: readonly Operation[]) => Promise<{ readonly revision: number }>;
  readonly unsent: UnsentStore;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  readonly revision: number;
}

/** From the last change to the sending: a word that is being typed is one change. */
const PAUSE_MS = 700;
const RETRY_MS = 5_000;
/** The server takes 2,000 at once. */
const MAX_AT_ONCE = 1_000;

/** Sends changes of a draft as they come, one request at a time, and loses none. */
export class DraftSaver {
  readonly state: StoreApi<SaveState> = createStore<SaveState>(() => ({ kind: 'saved' }));
  readonly #options: DraftSaverOptions;
  #revision: number;
  #waiting: readonly Operation[] = [];
  #stopTimer: () => void = () => undefined;
  #sending: Promise<void> | undefined;
  #isClosed = false;
  #isLeaving = false;

  constructor(options: DraftSaverOptions) {
    this.#options = options;
    this.#revision = options.revision;
  }

  /** The newest revision that this page knows of. */
  get revision(): number {
    return this.#revision;
  }

  get hasUnsent(): boolean {
    return this.#waiting.length > 0;
  }

  /** The draft was changed here by these operations. */
  handleChange(operations: readonly Operation[]): void {
    this.#waiting = [...this.#waiting, ...operations];
    this.#keep();
    if (this.state.getState().kind === 'conflict' || this.#sending !== undefined) return;
    this.#enter({ kind: 'waiting' });
    this.#plan(PAUSE_MS);
  }

  /** The draft on screen is the server's of this revision; whatever waited is given up. */
  handleReplaced(revision: number): void {
    this.#stopTimer();
    this.#revision = revision;
    this.#waiting = [];
    this.#keep();
    this.#enter({ kind: 'saved' });
  }

  /** Changes over an older revision were found: nothing is sent until the person decides. */
  handleForeign(): void {
    this.#enter({ kind: 'conflict' });
  }

  /** Sends at once what waits: before publishing, before the page goes. Resolves when all is stored or it could not be. */
  async flush(): Promise<boolean> {
    await this.#sending;
    while (this.#waiting.length > 0 && this.state.getState().kind !== 'conflict') {
      await this.#send();
      if (this.state.getState().kind !== 'saved' && this.state.getState().kind !== 'waiting') return false;
    }
    return this.#waiting.length === 0;
  }

  /** Tries again now: the network is back, or a person asks for it. */
  retry(): void {
    const { kind } = this.state.getState();
    if (kind === 'offline' || kind === 'failed') this.#plan(0);
  }

  /** Somebody looks at the plan (again). */
  stay(): void {
    this.#isLeaving = false;
    this.#isClosed = false;
  }

  /** Nobody looks at the plan any more: sends what waits, then stops. What cannot be sent stays kept in this browser. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.flush();
    if (!this.#isLeaving) return;
    this.#isClosed = true;
    this.#stopTimer();
  }

  #plan(delayMs: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.schedule(delayMs, () => void this.#send());
  }

  #send(): Promise<void> {
    this.#stopTimer();
    this.#sending ??= this.#sendNext().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendNext(): Promise<void> {
    if (this.#waiting.length === 0 || this.#isClosed) return;
    const operations = this.#waiting.slice(0, MAX_AT_ONCE);
    this.#enter({ kind: 'saving' });
    try {
      const { revision } = await this.#options.send(this.#revision, operations);
      this.#revision = revision;
      this.#waiting = this.#waiting.slice(operations.length);
      this.#keep();
      this.#enter({ kind: this.#waiting.length === 0 ? 'saved' : 'waiting' });
      if (this.#waiting.length > 0) this.#plan(PAUSE_MS);
    } catch (failure) {
      this.#handleFailure(failure);
    }
  }

  #handleFailure(failure: unknown): void {
    if (failure instanceof ApiFailure && failure.code === 'changed-meanwhile') return this.#enter({ kind: 'conflict' });
    if (!(failure instanceof ApiFailure && failure.isTemporary)) return this.#enter({ kind: 'failed', failure });
    this.#enter({ kind: 'offline' });
    if (!this.#isClosed) this.#plan(RETRY_MS);
    return undefined;
  }

  #keep(): void {
    void this.#options.unsent.write(this.#waiting.length === 0 ? undefined : { revision: this.#revision, operations: this.#waiting });
  }

  #enter(state: SaveState): void {
    this.state.setState(state, true);
  }
}
