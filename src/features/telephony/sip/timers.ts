/** Time as the phone needs it, so that tests own the clock. Milliseconds. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void;
  /** 0 ≤ x < 1, to spread retries. */
  random(): number;
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  random: () => Math.random(),
};
