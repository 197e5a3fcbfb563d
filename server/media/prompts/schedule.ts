/** Frames last 20 ms; players are spread over four phases of 5 ms so that they do not all send at once. */
export const frameMs = 20;
export const phaseMs = 5;
export const phases = frameMs / phaseMs;

/** After a pause of the process at most this many frames are sent at once; older ones are skipped. */
export const maxCatchUpFrames = 3;

/** What one tick asks of a player: skip so many frames silently, then send so many. */
export interface Due {
  readonly skip: number;
  readonly send: number;
}

/**
 * When a player's frames fall due: frame n at `startMs + n * 20`, always computed from the start, so that late timers
 * do not add up (drift-corrected).
 */
export class FrameSchedule {
  readonly #startMs: number;
  #next = 0;

  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  /** Frames that fell due up to `nowMs`; they count as done. */
  take(nowMs: number): Due {
    const due = Math.floor((nowMs - this.#startMs) / frameMs) + 1 - this.#next;
    if (due <= 0) return { skip: 0, send: 0 };
    this.#next += due;
    const send = Math.min(due, maxCatchUpFrames);
    return { skip: due - send, send };
  }
}

/** Milliseconds until the next multiple of 5 ms after `originMs`; never more than 5. */
export function untilNextTick(nowMs: number, originMs: number): number {
  const ticks = Math.floor((nowMs - originMs) / phaseMs) + 1;
  return originMs + ticks * phaseMs - nowMs;
}
