import { z } from 'zod';
import { savedCallSchema, type SavedCall } from '../sip/phone.ts';

/** How long the server keeps a call whose page went away, and a little for the reload itself. */
export const savedCallLifeMs = 35_000;

const fileSchema = z.object({ savedAtMs: z.number(), calls: z.array(savedCallSchema).max(20) });

/** Answered calls, written down continuously: for this page after a reload and for the tab that takes over. */
export class SavedCalls {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly #key: string;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, userId: string) {
    this.#storage = storage;
    this.#key = `deskline.calls.${userId}`;
  }

  write(calls: readonly SavedCall[], nowMs: number): void {
    if (calls.length === 0) this.#storage.removeItem(this.#key);
    else this.#storage.setItem(this.#key, JSON.stringify({ savedAtMs: nowMs, calls }));
  }

  /** What can still be taken over; nothing when it is damaged or too old. */
  read(nowMs: number): readonly SavedCall[] {
    let json: unknown;
    try {
      json = JSON.parse(this.#storage.getItem(this.#key) ?? 'null');
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    const parsed = fileSchema.safeParse(json);
    if (!parsed.success || nowMs - parsed.data.savedAtMs > savedCallLifeMs) return [];
    return parsed.data.calls;
  }
}
