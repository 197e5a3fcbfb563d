import { frameSamples } from './limiter.ts';
import { MixInput } from './mix-input.ts';

/** Below this (RMS, -50 dB) nobody speaks: a microphone in a quiet room. */
const speechRms = 100;
/** Who spoke counts as speaking for so many frames more: pauses between words. */
const holdFrames = 20;
/** How fast the level of who was loud falls, a frame. */
const decay = 0.95;

/** One member of a mix: what they say now, and whether that is speech. */
export class MixMember {
  readonly input = new MixInput();
  #frame: Int16Array | undefined;
  #level = 0;
  #quietFrames = holdFrames;

  /** Whoever does not speak is left out of the mix. */
  get isSpeaking(): boolean {
    return this.#quietFrames < holdFrames;
  }

  /** How loud they were in the last half second: RMS. */
  get level(): number {
    return this.#level;
  }

  get frame(): Int16Array | undefined {
    return this.#frame;
  }

  /** Moves on by one frame. */
  step(nowMs: number): void {
    this.#frame = this.input.take(nowMs);
    const rms = this.#frame ? rmsOf(this.#frame) : 0;
    this.#level = Math.max(rms, this.#level * decay);
    this.#quietFrames = rms >= speechRms ? 0 : Math.min(holdFrames, this.#quietFrames + 1);
  }
}

function rmsOf(frame: Int16Array): number {
  let squares = 0;
  for (let at = 0; at < frameSamples; at += 1) squares += (frame[at] ?? 0) ** 2;
  return Math.sqrt(squares / frameSamples);
}
