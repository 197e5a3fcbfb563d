import { randomInt } from 'node:crypto';
import { writeDescription } from './write-description.ts';
import type { LocalDescription } from './write-description.ts';

/**
 * The `o=` line of one leg over its life. RFC 3264 §8: "the version in the origin field MUST increment by one" when
 * the SDP differs from the previous one, and MUST NOT otherwise.
 */
export class LocalSession {
  readonly #sessionId = String(randomInt(1, 2 ** 47));
  #version = 0;
  #body = '';
  #sdp = '';

  /** What was last said, byte for byte. */
  get sdp(): string {
    return this.#sdp;
  }

  /** Writes `local`, with a higher version if anything changed. */
  write(local: LocalDescription): string {
    const next = writeDescription(local, { sessionId: this.#sessionId, version: this.#version + 1 });
    const body = next.slice(next.indexOf('\r\ns='));
    if (body === this.#body) return this.#sdp;
    this.#body = body;
    this.#version += 1;
    this.#sdp = next;
    return next;
  }
}
