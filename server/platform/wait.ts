import type { Clock } from './clock.ts';

/** Resolves after `ms` or as soon as `lifetime` is aborted; says whether the time passed. */
export function delay(clock: Clock, ms: number, lifetime: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (lifetime.aborted) return resolve(false);
    const onAbort = (): void => {
      timer.stop();
      resolve(false);
    };
    const timer = clock.after(ms, () => {
      lifetime.removeEventListener('abort', onAbort);
      resolve(true);
    });
    lifetime.addEventListener('abort', onAbort, { once: true });
  });
}

/** The result of `work`, or `fallback` when it takes longer than `ms`. `work` goes on; its failure counts as late. */
export function atMost<T>(clock: Clock, ms: number, work: Promise<T>, fallback: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = clock.after(ms, () => resolve(fallback));
    const settle = (value: T): void => {
      timer.stop();
      resolve(value);
    };
    work.then(settle, () => settle(fallback));
  });
}
