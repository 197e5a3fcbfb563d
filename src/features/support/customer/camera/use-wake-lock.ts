import { useEffect, useState } from 'react';

const askAgainMs = 1_000;

/**
 * Keeps the screen on while `isOn` (Screen Wake Lock). The browser lets go of it when the page is hidden; it is asked for again when it is seen.
 * @returns whether the screen may go dark all the same: a phone that saves its battery refuses, and older browsers cannot
 */
export function useWakeLock(isOn: boolean): boolean {
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const life = new AbortController();
    const keep = async (): Promise<void> => {
      if (life.signal.aborted || document.visibilityState !== 'visible') return undefined;
      if (!('wakeLock' in navigator)) return setRefused(true);
      const lock = await navigator.wakeLock.request('screen');
      if (life.signal.aborted) return lock.release();
      setRefused(false);
      life.signal.addEventListener('abort', () => void lock.release());
      // The battery may get low later.
      lock.addEventListener('release', () => setTimeout(ask, askAgainMs), { once: true });
      return undefined;
    };
    const ask = (): void => void keep().catch(() => document.visibilityState === 'visible' && setRefused(true));
    ask();
    document.addEventListener('visibilitychange', ask, { signal: life.signal });
    return () => life.abort();
  }, [isOn]);
  return isOn && isRefused;
}
