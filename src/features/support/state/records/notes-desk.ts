import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionNotes } from '../../../../../protocol/support/records.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../../../../../seal/index.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { RecordFailure } from './record-failure.ts';

/** Who changed notes last, and when. */
export interface NotesChange {
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string | null;
}

/**
 * ```
 * loading ─nobody wrote any, or they opened─▶ open        loading ─they do not open here─▶ locked
 * open ─somebody else changed them─▶ open with `theirs` ─take theirs, keep both─▶ open
 * ```
 */
export type NotesView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: unknown }
  | { readonly kind: 'locked'; readonly failure: RecordFailure; readonly change: NotesChange }
  | {
      readonly kind: 'open';
      readonly text: string;
      readonly saving: 'saved' | 'unsaved' | 'saving';
      readonly change: NotesChange;
      readonly failure: unknown;
      /** What somebody else wrote meanwhile; `text` is undefined when it does not open here. */
      readonly theirs: { readonly text: string | undefined; readonly by: string | null; readonly version: number } | undefined;
    };
type OpenView = Extract<NotesView, { kind: 'open' }>;

export interface NotesDeskParts {
  readonly read: (signal: AbortSignal) => Promise<SessionNotes>;
  readonly write: (notes: { readonly sealed: string; readonly version: number }) => Promise<SessionNotes>;
  readonly seal: (text: Bytes) => Promise<Bytes>;
  /** @throws {RecordFailure} where they do not open */
  readonly open: (sealed: Blob) => Promise<Bytes>;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
}

/** 48 KiB, less what sealing adds. */
export const maxNotesBytes = 48_000;
const pauseMs = 1_200;
const retryMs = 5_000;

/** Notes on a session: kept sealed while somebody writes. What somebody else wrote meanwhile is never written over. */
export class NotesDesk {
  readonly view: StoreApi<NotesView> = createStore<NotesView>(() => ({ kind: 'loading' }));
  readonly #parts: NotesDeskParts;
  #version = 0;
  #lifetime = new AbortController();
  #stopTimer: () => void = () => undefined;

  constructor(parts: NotesDeskParts) {
    this.#parts = parts;
  }

  /** Reads them, unless they are here already. The returned function keeps what was written and not kept yet. */
  begin(): () => void {
    this.#lifetime = new AbortController();
    if (this.view.getState().kind !== 'open') void this.load();
    return () => {
      this.#lifetime.abort();
      this.#save();
    };
  }

  /** Reads them again; never rejects. */
  async load(): Promise<void> {
    const { signal } = this.#lifetime;
    try {
      const found = await this.#parts.read(signal);
      const text = await this.#textOf(found);
      if (!signal.aborted) this.#show(found, text);
    } catch (failure) {
      if (!signal.aborted) this.view.setState({ kind: 'failed', failure }, true);
    }
  }

  write(text: string): void {
    const view = this.view.getState();
    if (view.kind !== 'open' || view.text === text) return;
    this.#change({ text, saving: view.saving === 'saving' ? 'saving' : 'unsaved' });
    if (view.theirs === undefined) this.#saveIn(pauseMs);
  }

  /** After somebody else changed them: shows theirs, and forgets mine. */
  takeTheirs(): Promise<void> {
    return this.load();
  }

  /** After somebody else changed them: theirs, and mine below. */
  keepBoth(): void {
    const view = this.view.getState();
    if (view.kind !== 'open' || view.theirs?.text === undefined) return;
    this.#version = view.theirs.version;
    this.#change({ text: `${view.theirs.text}\n\n${view.text}`, theirs: undefined, saving: 'unsaved' });
    this.#save();
  }

  #saveIn(delayMs: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#parts.schedule(delayMs, () => this.#save());
  }

  #save(): void {
    this.#stopTimer();
    const view = this.view.getState();
    if (view.kind !== 'open' || view.saving !== 'unsaved' || view.theirs) return;
    this.#change({ saving: 'saving', failure: undefined });
    this.#keep(view.text).catch((failure: unknown) => this.#handleFailure(failure));
  }

  async #keep(text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > maxNotesBytes) throw new RecordFailure('too-large');
    const sealed = toBase64Url(await this.#parts.seal(bytes));
    const kept = await this.#parts.write({ sealed, version: this.#version });
    this.#version = kept.version;
    const isNewer = this.#openView()?.text !== text;
    this.#change({ saving: isNewer ? 'unsaved' : 'saved', change: changeOf(kept) });
    if (isNewer) this.#saveIn(pauseMs);
  }

  #handleFailure(failure: unknown): void {
    this.#change({ saving: 'unsaved' });
    if (failure instanceof ApiFailure && failure.code === 'changed-meanwhile') {
      this.#meet().catch((cause: unknown) => this.#change({ failure: cause }));
      return;
    }
    this.#change({ failure });
    if (failure instanceof ApiFailure && failure.isTemporary && !this.#lifetime.signal.aborted) this.#saveIn(retryMs);
  }

  /** Somebody else was first. */
  async #meet(): Promise<void> {
    const found = await this.#parts.read(this.#lifetime.signal);
    const text = await this.#textOf(found);
    this.#change({ theirs: { text: typeof text === 'string' ? text : undefined, by: found.changedBy, version: found.version } });
  }

  async #textOf({ sealed }: SessionNotes): Promise<string | RecordFailure> {
    if (sealed === null) return '';
    try {
      return new TextDecoder().decode(await this.#parts.open(new Blob([fromBase64Url(sealed)])));
    } catch (failure) {
      if (failure instanceof RecordFailure) return failure;
      throw failure;
    }
  }

  #show(found: SessionNotes, text: string | RecordFailure): void {
    this.#version = found.version;
    const change = changeOf(found);
    if (text instanceof RecordFailure) this.view.setState({ kind: 'locked', failure: text, change }, true);
    else this.view.setState({ kind: 'open', text, saving: 'saved', change, failure: undefined, theirs: undefined }, true);
  }

  #openView(): OpenView | undefined {
    const view = this.view.getState();
    return view.kind === 'open' ? view : undefined;
  }

  #change(part: Partial<OpenView>): void {
    const view = this.#openView();
    if (view) this.view.setState({ ...view, ...part }, true);
  }
}

function changeOf({ changedBy, changedAt }: SessionNotes): NotesChange {
  return { by: changedBy, at: changedAt };
}
