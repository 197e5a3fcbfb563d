import { z } from 'zod';

/** Notes that were written and that the server may not have, as they lie in this browser: sealed as those at the server are. */
export const draftSchema = z.object({
  sealed: z.string().min(1),
  /** Of the notes that they were written over. */
  version: z.int().nonnegative(),
  /** Mark of what was sent before and not answered; empty when nothing was. */
  sent: z.string(),
  /** Milliseconds of the epoch. */
  at: z.number(),
});
export type Draft = z.output<typeof draftSchema>;

/** Where the draft of one session's notes lies. */
export interface DraftPlace {
  /** Makes it this tab's own: another tab has another place. */
  take?(): Promise<void>;
  read(): Draft | undefined;
  keep(draft: Omit<Draft, 'at'>): void;
  forget(): void;
  /** Whether what was kept is there when the page is gone; left out: it is. */
  isLasting?(): boolean;
}

/** Tells what was sealed apart: the tag under a key that was made for it, and the length before it. */
export function markOf(sealed: string | null): string {
  return (sealed ?? '').slice(-27);
}

/** Keeps what somebody writes in this browser until the server has it: sealed at once, and always the newest. */
export class NoteDraft {
  readonly #seal: (text: string) => Promise<string>;
  readonly #place: DraftPlace;
  #wanted: { readonly text: string; readonly version: number } | undefined;
  #held: { readonly text: string; readonly sealed: string } | undefined;
  #sent = '';
  #isSealing = false;
  #following: Promise<void> = Promise.resolve();

  constructor(place: DraftPlace, seal: (text: string) => Promise<string>) {
    this.#place = place;
    this.#seal = seal;
  }

  /** Resolves when it lies in the browser, or cannot. */
  hold(text: string, version: number): Promise<void> {
    this.#wanted = { text, version };
    this.#following = this.#isSealing ? this.#following : this.#follow();
    return this.#following;
  }

  /** Whether it is there when the page is gone. */
  get isLasting(): boolean {
    return this.#place.isLasting?.() ?? true;
  }

  /** The sealed text, if it is sealed already. */
  sealedOf(text: string): string | undefined {
    return this.#held?.text === text ? this.#held.sealed : undefined;
  }

  /** Something is sent; the answer may never come. */
  noteSent(sealed: string): void {
    this.#sent = markOf(sealed);
    this.#put();
  }

  /** What was sent is kept as that version; what was written since comes after it. */
  noteKept(version: number): void {
    if (this.#wanted) this.#wanted = { ...this.#wanted, version };
    this.#sent = '';
    this.#put();
  }

  forget(): void {
    this.#wanted = undefined;
    this.#held = undefined;
    this.#sent = '';
    this.#place.forget();
  }

  async #follow(): Promise<void> {
    this.#isSealing = true;
    try {
      while (this.#wanted && this.#wanted.text !== this.#held?.text) {
        const { text } = this.#wanted;
        this.#held = { text, sealed: await this.#seal(text) };
        this.#put();
      }
    } catch {
      // Too long, or no keys: saving meets the same and says so.
    } finally {
      this.#isSealing = false;
    }
  }

  #put(): void {
    if (this.#wanted && this.#held) this.#place.keep({ sealed: this.#held.sealed, version: this.#wanted.version, sent: this.#sent });
  }
}
