import { draftSchema, type Draft, type DraftPlace } from './note-draft.ts';

/** Then nobody comes back for it. */
const keptMs = 7 * 24 * 3_600_000;

/** The drafts of one person's notes in this browser. In localStorage: they outlive the tab. */
export class NoteDrafts {
  readonly #storage: Storage;
  readonly #prefix: string;
  readonly #wallNow: () => number;

  constructor(storage: Storage, userId: string, wallNow: () => number) {
    this.#storage = storage;
    this.#prefix = `deskline.support-notes ${userId} `;
    this.#wallNow = wallNow;
  }

  of(sessionId: string): DraftPlace {
    const key = this.#prefix + sessionId;
    return {
      read: () => this.#read(key),
      keep: (draft) => this.#write(key, { ...draft, at: this.#wallNow() }),
      forget: () => this.#storage.removeItem(key),
    };
  }

  /** Sessions with a draft that nobody writes on any more; too old ones are forgotten. */
  left(quietMs: number): readonly string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, at) => this.#storage.key(at) ?? '');
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .filter((key) => (this.#read(key)?.at ?? Number.POSITIVE_INFINITY) <= this.#wallNow() - quietMs)
      .map((key) => key.slice(this.#prefix.length));
  }

  #read(key: string): Draft | undefined {
    const text = this.#storage.getItem(key);
    if (text === null) return undefined;
    const draft = draftSchema.safeParse(parsed(text)).data;
    if (draft && draft.at > this.#wallNow() - keptMs) return draft;
    this.#storage.removeItem(key);
    return undefined;
  }

  #write(key: string, draft: Draft): void {
    try {
      this.#storage.setItem(key, JSON.stringify(draft));
    } catch (cause) {
      // Full: the notes are in the page still, and are sent in a moment.
      if (!(cause instanceof DOMException)) throw cause;
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
