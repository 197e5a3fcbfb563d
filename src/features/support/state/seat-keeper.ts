import { z } from 'zod';
import { fromBase64Url, toBase64Url, type Bytes } from '../../../../seal/index.ts';
import type { TabStorage } from './invite-desk.ts';

const keptSchema = z.object({
  token: z.string(),
  sessionId: z.string(),
  name: z.string(),
  routing: z.string(),
  resume: z.string().optional(),
});
type Kept = z.output<typeof keptSchema>;

/** A seat that this tab had before it was loaded again. */
export interface KeptSeat extends Omit<Kept, 'resume'> {
  /** What proves it to the others; undefined when it was lost before there was a group. */
  readonly resume: Bytes | undefined;
}

/**
 * Keeps a tab's seat over a reload: its token for the relay, its resume secret for the others. In sessionStorage, which ends with the tab; the
 * group's own secrets are in memory only.
 */
export class SeatKeeper {
  readonly #storage: TabStorage;
  readonly #key: string;

  /** @param place what the page is about: a session's id for experts, the link or `code` for customers */
  constructor(storage: TabStorage, place: string) {
    this.#storage = storage;
    this.#key = `support-seat ${place}`;
  }

  read(): KeptSeat | undefined {
    const kept = keptSchema.safeParse(parsed(this.#storage.getItem(this.#key))).data;
    return kept && { ...kept, resume: kept.resume === undefined ? undefined : fromBase64Url(kept.resume) };
  }

  /** @returns whether a page that is loaded again finds what this tab keeps */
  keep(seat: KeptSeat): boolean {
    const resume = seat.resume && toBase64Url(seat.resume);
    this.#storage.setItem(this.#key, JSON.stringify({ ...seat, resume }));
    return this.#storage.isLasting !== false;
  }

  forget(): void {
    this.#storage.removeItem(this.#key);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
