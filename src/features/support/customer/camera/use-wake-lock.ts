import { useEffect } from 'react';

/** Keeps the screen on while `isOn` (Screen Wake Lock). The browser lets go of it when the page is hidden; it is asked for again when it is seen. */
export function useWakeLock(isOn: boolean): void {
  useEffect(() => {
    if (!isOn || !('wakeLock' in navigator)) return undefined;
    const life = new AbortController();
    const keep = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      const lock = await navigator.wakeLock.request('screen');
      if (life.signal.aborted) await lock.release();
      else life.signal.addEventListener('abort', () => void lock.release());
    };
    // A phone that saves its battery refuses; the screen then goes dark as it always does.
    const ask = (): void => void keep().catch(() => undefined);
    ask();
    document.addEventListener('visibilitychange', ask, { signal: life.signal });
    return () => life.abort();
  }, [isOn]);
}
