import { seenLimits, type SeenPassed } from '../../../protocol/support/seen.ts';
import type { Clock, Timer } from '../../platform/clock.ts';

type Kind = SeenPassed['kind'];

/** The last of what is only passed on in a session, as long as somebody looks: at most 32 beginnings of 255 bytes. Else it holds nothing. */
export class PassedRing {
  readonly #clock: Clock;
  #last: Readonly<Record<Kind, SeenPassed[]>> | undefined;
  #since = new Date(0);
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody looks: from now on it is noted what passes, until nobody has looked for two minutes. */
  look(): void {
    this.#timer?.stop();
    this.#timer = this.#clock.after(seenLimits.lookMs, () => this.forget());
    if (this.#last) return;
    this.#last = { message: [], piece: [] };
    this.#since = new Date(this.#clock.now());
  }

  /** @param body base64url, as the relay has it */
  noteMessage(from: string, to: string | undefined, body: string): void {
    // A copy: a part of a string keeps all of it in memory.
    const start = (): string => Buffer.from(body.slice(0, (seenLimits.startBytes * 4) / 3), 'base64url').toString('base64url');
    this.#note('message', { from, to: to ?? null, bytes: Math.floor((body.length * 3) / 4) }, start);
  }

  notePiece(from: string, to: string, frame: Buffer): void {
    this.#note('piece', { from, to, bytes: frame.length }, () => frame.subarray(0, seenLimits.startBytes).toString('base64url'));
  }

  /** Since when it is noted, and what came, the oldest first; undefined while nobody looks. */
  get seen(): { readonly since: Date; readonly passed: readonly SeenPassed[] } | undefined {
    if (!this.#last) return undefined;
    const { message, piece } = this.#last;
    return { since: this.#since, passed: [...message, ...piece].toSorted((one, other) => (one.at < other.at ? -1 : 1)) };
  }

  /** Mine and idempotent. */
  forget(): void {
    this.#timer?.stop();
    this.#timer = undefined;
    this.#last = undefined;
  }

  #note(kind: Kind, what: Pick<SeenPassed, 'from' | 'to' | 'bytes'>, start: () => string): void {
    const noted = this.#last?.[kind];
    if (!noted) return;
    noted.push({ kind, at: new Date(this.#clock.now()).toISOString(), ...what, start: start() });
    if (noted.length > seenLimits.passed) noted.shift();
  }
}
