import type { Clock } from '../../platform/clock.ts';

/** One moment on both clocks: the wall clock for what is stored and shown, the monotonic one for durations. */
export interface Instant {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export function instantNow(clock: Clock): Instant {
  return { wallMs: clock.now(), monotonicMs: clock.monotonicMs() };
}
