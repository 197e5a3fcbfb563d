import { joined, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { lengthsAndValues } from '../cpace/encodings.ts';
import { sha256Of } from '../hashing.ts';

const kept = 1024;

export interface LogEntry {
  readonly number: number;
  readonly from: string;
  readonly body: Bytes;
}

/**
 * The log as this seat got it, as one hash that grows with every entry: members compare it in their heartbeats, so that a relay cannot tell
 * two of them different stories.
 */
export class LogChain {
  #last = 0;
  #hash: Bytes = new Uint8Array(32);
  readonly #hashes = new Map<number, string>([[0, toBase64Url(this.#hash)]]);

  get lastNumber(): number {
    return this.#last;
  }

  /** SHA-256 up to the last number, base64url. */
  get transcript(): string {
    return toBase64Url(this.#hash);
  }

  /** `again`: known already, as after a reconnection; `gap`: something before it is missing; neither changes anything. */
  async take({ number, from, body }: LogEntry): Promise<'new' | 'again' | 'gap'> {
    if (number <= this.#last) return 'again';
    if (number !== this.#last + 1) return 'gap';
    this.#hash = await sha256Of(joined(this.#hash, lengthsAndValues(utf8(String(number)), utf8(from), body)));
    this.#last = number;
    this.#hashes.set(number, this.transcript);
    this.#hashes.delete(number - kept);
    return 'new';
  }

  /** Whether somebody else's log was the same up to there; undefined: too new or too old to tell. */
  isSame(number: number, transcript: string): boolean | undefined {
    const mine = this.#hashes.get(number);
    return mine === undefined ? undefined : mine === transcript;
  }
}
