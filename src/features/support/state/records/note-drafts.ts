import type { TabClaims } from '../../../../platform/tab-claims.ts';
import { draftSchema, type Draft, type DraftPlace } from './note-draft.ts';

/** Then nobody comes back for it. */
const keptMs = 7 * 24 * 3_600_000;

/** Left out `isLasting` is yes. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> & { readonly isLasting?: boolean };

/**
 * The drafts of one person's notes in this browser. In localStorage: they outlive the tab. Each tab has its own of a session, named by the
 * session, further ones with a number behind; so no tab writes over, or sends, what another one is writing.
 */
export class NoteDrafts {
  readonly #storage: DraftStorage;
  readonly #prefix: string;
  readonly #wallNow: () => number;
  readonly #claims: Pick<TabClaims, 'take' | 'unlessTaken'> | undefined;

  constructor(storage: DraftStorage, userId: string, wallNow: () => number, claims?: Pick<TabClaims, 'take' | 'unlessTaken'>) {
    this.#storage = storage;
    this.#prefix = `deskline.support-notes ${userId} `;
    this.#wallNow = wallNow;
    this.#claims = claims;
  }

  /** Of this tab, from when it was taken. */
  of(sessionId: string): DraftPlace {
    let name = sessionId;
    return {
      take: async () => {
        name = await this.#free(sessionId);
      },
      read: () => this.#read(this.#prefix + name),
      keep: (draft) => this.#write(this.#prefix + name, { ...draft, at: this.#wallNow() }),
      forget: () => this.#storage.removeItem(this.#prefix + name),
      isLasting: () => this.#storage.isLasting ?? true,
    };
  }

  /** Names of drafts that nobody writes on any more; too old ones are forgotten. */
  left(quietMs: number): readonly string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, at) => this.#storage.key(at) ?? '');
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .filter((key) => (this.#read(key)?.at ?? Number.POSITIVE_INFINITY) <= this.#wallNow() - quietMs)
      .map((key) => key.slice(this.#prefix.length));
  }

  /** Whose tab is gone: does something with it while no tab takes it. */
  async withLeft(name: string, use: (draft: Draft, place: DraftPlace) => Promise<unknown>): Promise<void> {
    const task = async (): Promise<void> => {
      const place = this.of(name);
      const draft = place.read();
      if (draft) await use(draft, place);
    };
    return this.#claims ? this.#claims.unlessTaken(this.#prefix + name, task) : task();
  }

  async #free(sessionId: string): Promise<string> {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? sessionId : `${sessionId} ${String(number)}`;
      if (!this.#claims || (await this.#claims.take(this.#prefix + name))) return name;
    }
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

/** Of which session a draft is. */
export function sessionOfDraft(name: string): string {
  return name.split(' ', 1)[0] ?? name;
}
