import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionNotes } from '../../../../../protocol/support/records.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../../../../../seal/index.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { bringDraft, type NotesServer } from './bring-draft.ts';
import { markOf, NoteDraft, type Draft, type DraftPlace } from './note-draft.ts';
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
      /** True: until it is saved it is in this page alone, since the browser keeps nothing. */
      readonly isOnlyHere?: boolean;
      /** What somebody else wrote meanwhile; `text` is undefined when it does not open here. */
      readonly theirs: { readonly text: string | undefined; readonly by: string | null; readonly version: number } | undefined;
    };
type OpenView = Extract<NotesView, { kind: 'open' }>;

export interface NotesDeskParts extends NotesServer {
  readonly seal: (text: Bytes) => Promise<Bytes>;
  /** Seals to whom was last sealed, so that no network is needed for it. */
  readonly sealDraft: (text: Bytes) => Promise<Bytes>;
  readonly drafts: DraftPlace;
  /** @throws {RecordFailure} where they do not open */
  readonly open: (sealed: Blob) => Promise<Bytes>;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
}

/** 48 KiB, less what sealing adds. */
export const maxNotesBytes = 48_000;
const pauseMs = 1_200;
const retryMs = 5_000;

/**
 * Notes on a session: kept sealed while somebody writes. What somebody else wrote meanwhile is never written over. Until the server has what
 * was written it lies sealed in this browser, so that a page that goes away loses nothing.
 */
export class NotesDesk {
  readonly view: StoreApi<NotesView> = createStore<NotesView>(() => ({ kind: 'loading' }));
  readonly #parts: NotesDeskParts;
  readonly #draft: NoteDraft;
  #version = 0;
  /** Of what was sent without an answer: the server may have it. */
  #unanswered = '';
  #lifetime = new AbortController();
  #stopTimer: () => void = () => undefined;

  constructor(parts: NotesDeskParts) {
    this.#parts = parts;
    this.#draft = new NoteDraft(parts.drafts, async (text) => toBase64Url(await parts.sealDraft(bytesOf(text))));
  }

  /** Reads them, unless they are here already. The returned function keeps what was written and not kept yet. */
  begin(): () => void {
    this.#lifetime = new AbortController();
    if (this.view.getState().kind === 'open') this.#save();
    else void this.load();
    return () => {
      this.#lifetime.abort();
      this.#save();
    };
  }

  /** Reads them again, after what a page that is gone had written; never rejects. */
  async load(): Promise<void> {
    const { signal } = this.#lifetime;
    const { read, drafts } = this.#parts;
    try {
      await drafts.take?.();
      const draft = drafts.read();
      const { found, isInTheWay } = draft
        ? await bringDraft(draft, this.#parts, drafts, signal)
        : { found: await read(signal), isInTheWay: false };
      const text = await this.#textOf(found.sealed);
      const mine = draft && isInTheWay ? await this.#textOf(draft.sealed) : undefined;
      if (signal.aborted) return;
      this.#show(found, text);
      if (draft && typeof mine === 'string') this.#showBoth(draft, mine, { found, text });
    } catch (failure) {
      if (!signal.aborted) this.view.setState({ kind: 'failed', failure }, true);
    }
  }

  write(text: string): void {
    const view = this.view.getState();
    if (view.kind !== 'open' || view.text === text) return;
    this.#change({ text, saving: view.saving === 'saving' ? 'saving' : 'unsaved' });
    this.#hold(text);
    if (view.theirs === undefined) this.#saveIn(pauseMs);
  }

  /** After somebody else changed them: shows theirs, and forgets mine. */
  takeTheirs(): Promise<void> {
    this.#draft.forget();
    return this.load();
  }

  /** After somebody else changed them: theirs, and mine below. */
  keepBoth(): void {
    const view = this.view.getState();
    if (view.kind !== 'open' || view.theirs?.text === undefined) return;
    this.#version = view.theirs.version;
    const text = `${view.theirs.text}\n\n${view.text}`;
    this.#change({ text, theirs: undefined, saving: 'unsaved' });
    this.#hold(text);
    this.#save();
  }

  #hold(text: string): void {
    void this.#draft.hold(text, this.#version).then(() => this.#change({ isOnlyHere: !this.#draft.isLasting }));
  }

  /** The page goes: what is sealed is sent in the same breath, as nothing that takes time is done any more. */
  leave(): void {
    this.#save((text) => {
      const sealed = this.#draft.sealedOf(text);
      return sealed === undefined || this.#unanswered !== '' ? this.#keep(text) : this.#send(text, sealed, { isLast: true });
    });
  }

  #saveIn(delayMs: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#parts.schedule(delayMs, () => this.#save());
  }

  #save(keep: (text: string) => Promise<void> = (text) => this.#keep(text)): void {
    this.#stopTimer();
    const view = this.view.getState();
    if (view.kind !== 'open' || view.saving !== 'unsaved' || view.theirs) return;
    this.#change({ saving: 'saving', failure: undefined });
    keep(view.text).catch((failure: unknown) => this.#handleFailure(failure));
  }

  async #keep(text: string): Promise<void> {
    await this.#lookAfterSilence();
    await this.#send(text, toBase64Url(await this.#parts.seal(bytesOf(text))), { isLast: false });
  }

  /** Whether what was sent before arrived: then nobody else changed anything. */
  async #lookAfterSilence(): Promise<void> {
    if (this.#unanswered === '') return;
    const found = await this.#parts.read(new AbortController().signal);
    const hasArrived = markOf(found.sealed) === this.#unanswered;
    this.#unanswered = '';
    if (!hasArrived) return;
    this.#version = found.version;
    this.#draft.noteKept(found.version);
  }

  async #send(text: string, sealed: string, how: { readonly isLast: boolean }): Promise<void> {
    this.#unanswered = markOf(sealed);
    this.#draft.noteSent(sealed);
    const kept = await this.#parts.write({ sealed, version: this.#version }, how);
    this.#unanswered = '';
    this.#version = kept.version;
    const isNewer = this.#openView()?.text !== text;
    this.#change({ saving: isNewer ? 'unsaved' : 'saved', change: changeOf(kept) });
    if (isNewer) {
      this.#draft.noteKept(kept.version);
      this.#saveIn(pauseMs);
    } else this.#draft.forget();
  }

  #handleFailure(failure: unknown): void {
    this.#change({ saving: 'unsaved' });
    if (failure instanceof ApiFailure && failure.code === 'changed-meanwhile') {
      this.#unanswered = '';
      this.#meet().catch((cause: unknown) => this.#change({ failure: cause }));
      return;
    }
    this.#change({ failure });
    if (failure instanceof ApiFailure && failure.isTemporary && !this.#lifetime.signal.aborted) this.#saveIn(retryMs);
  }

  /** Somebody else was first. */
  async #meet(): Promise<void> {
    const found = await this.#parts.read(this.#lifetime.signal);
    this.#change({ theirs: theirsOf(found, await this.#textOf(found.sealed)) });
  }

  async #textOf(sealed: string | null): Promise<string | RecordFailure> {
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

  /** Somebody else wrote since a page that is gone did. */
  #showBoth(draft: Draft, mine: string, { found, text }: { readonly found: SessionNotes; readonly text: string | RecordFailure }): void {
    this.#version = draft.version;
    const theirs = theirsOf(found, text);
    this.view.setState({ kind: 'open', text: mine, saving: 'unsaved', change: changeOf(found), failure: undefined, theirs }, true);
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

/** @throws {RecordFailure} `too-large` */
function bytesOf(text: string): Bytes {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > maxNotesBytes) throw new RecordFailure('too-large');
  return bytes;
}

function theirsOf({ changedBy, version }: SessionNotes, text: string | RecordFailure): NonNullable<OpenView['theirs']> {
  return { text: typeof text === 'string' ? text : undefined, by: changedBy, version };
}

function changeOf({ changedBy, changedAt }: SessionNotes): NotesChange {
  return { by: changedBy, at: changedAt };
}
