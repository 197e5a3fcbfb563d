import type { Clock, Timer } from './clock.ts';

/** What is done again and again. */
export interface Repeated {
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  /** Told why a run came to nothing; the next one comes in its time. */
  readonly failed: (error: unknown) => void;
}

/**
 * Does something every `everyMs`, one run after the other. Times that fall into a run that takes longer are left out: when a database answers
 * slowly, or a machine wakes after hours, no runs pile up before it.
 */
export function repeat(clock: Clock, { everyMs, work, failed }: Repeated): Timer {
  let isRunning = false;
  return clock.every(everyMs, () => {
    if (isRunning) return;
    isRunning = true;
    void work()
      .catch(failed)
      .finally(() => {
        isRunning = false;
      });
  });
}
