import type { Matter, Shredding } from '../../storage/index.ts';

type Keys = Pick<Shredding, 'seal' | 'open'>;

/** A name or note as the database has it: closed by the session's key, or in the clear in rows from before there were such keys. */
export interface KeptWords {
  readonly clear: string;
  readonly sealed: Buffer | null;
}

/** What stands in the clear where a name has to be, and for whoever's name is gone. */
export const noName = '–';

/** Words of a session that say who a customer is, or were written about them: they end with the session's key. */
export class SessionWords {
  readonly #keys: Keys;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  sealCustomer(matter: Matter, name: string): Promise<Buffer> {
    return this.#keys.seal(matter, 'customer-name', Buffer.from(name));
  }

  async openCustomer(matter: Matter, { clear, sealed }: KeptWords): Promise<string> {
    if (!sealed) return clear;
    return (await this.#keys.open(matter, 'customer-name', sealed))?.toString() ?? '';
  }

  sealSeat(matter: Matter, seatId: string, name: string): Promise<Buffer> {
    return this.#keys.seal(matter, `seat-name:${seatId}`, Buffer.from(name));
  }

  async openSeat(matter: Matter, seatId: string, { clear, sealed }: KeptWords): Promise<string> {
    if (!sealed) return clear;
    return (await this.#keys.open(matter, `seat-name:${seatId}`, sealed))?.toString() ?? noName;
  }

  sealNotes(matter: Matter, notes: Buffer): Promise<Buffer> {
    return this.#keys.seal(matter, 'notes', notes);
  }

  /** Undefined when the session's key is gone. */
  openNotes(matter: Matter, closed: Buffer): Promise<Buffer | undefined> {
    return this.#keys.open(matter, 'notes', closed);
  }
}
