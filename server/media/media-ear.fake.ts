import type { Clock, Timer } from '../platform/clock.ts';
import type { Mouth } from './media-engine.ts';

export interface FakeEarParts {
  /** Its person can hear. */
  readonly isReceiving: () => boolean;
  readonly onPlayed: (mouth: Mouth) => void;
  /** Time in which sounds play; without one they last until `finish()`. */
  readonly clock: Clock | undefined;
}

/** How long each of our sounds is, without media. */
const soundMs = 300;

/** What a fake leg's ear is plugged to, and how far that has been played. */
export class FakeEar {
  readonly #parts: FakeEarParts;
  #wanted: Mouth | undefined;
  #position = 0;
  #timer: Timer | undefined;

  constructor(parts: FakeEarParts) {
    this.#parts = parts;
  }

  get wanted(): Mouth | undefined {
    return this.#wanted;
  }

  /** The clip that is heard, of several. */
  get position(): number {
    return this.#position;
  }

  plug(mouth: Mouth | undefined): void {
    if (mouth === this.#wanted) return;
    this.#rewind();
    this.#wanted = mouth;
    this.refresh();
  }

  /** Its person can hear from now on, or no longer: what plays begins anew. */
  refresh(): void {
    if (!this.#parts.isReceiving()) this.#rewind();
    else if (!this.#timer) this.#play();
  }

  /** What plays once is at its end. */
  finish(): void {
    const mouth = this.#wanted;
    if (!mouth || mouth.kind === 'leg' || mouth.kind === 'mix' || !mouth.once) return;
    this.#rewind();
    this.#wanted = undefined;
    this.#parts.onPlayed(mouth);
  }

  close(): void {
    this.#rewind();
    this.#wanted = undefined;
  }

  #play(): void {
    const mouth = this.#wanted;
    const { clock } = this.#parts;
    if (!mouth || mouth.kind === 'leg' || mouth.kind === 'mix' || !clock) return;
    const durations = mouth.kind === 'sound' ? [soundMs] : mouth.clips.map((clip) => clip.durationMs);
    if (this.#position >= durations.length) {
      if (mouth.once) return this.finish();
      if (durations.length === 0) return undefined;
      this.#position = 0;
    }
    this.#timer = clock.after(durations[this.#position] ?? 0, () => {
      this.#position += 1;
      this.#play();
    });
    return undefined;
  }

  #rewind(): void {
    this.#timer?.stop();
    this.#timer = undefined;
    this.#position = 0;
  }
}
