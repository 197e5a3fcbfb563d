/**
 * Time as a port, so that tests can own it. SIP timers and durations run on the monotonic clock; what is
 * stored or shown uses the wall clock.
 */
export interface Clock {
  /** Wall clock, milliseconds since the Unix epoch. */
  now(): number;
  /** Monotonic clock, milliseconds since an arbitrary start. */
  monotonicMs(): number;
  /** Runs `callback` once after `delayMs`; the returned timer can be stopped. */
  after(delayMs: number, callback: () => void): Timer;
  /** Runs `callback` every `periodMs` until stopped. */
  every(periodMs: number, callback: () => void): Timer;
}

export interface Timer {
  /** Stops the timer. Idempotent; does nothing after it fired. */
  stop(): void;
}

/** The real clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    handle.unref();
    return { stop: () => clearTimeout(handle) };
  },
  every(periodMs, callback) {
    const handle = setInterval(callback, periodMs);
    handle.unref();
    return { stop: () => clearInterval(handle) };
  },
};
