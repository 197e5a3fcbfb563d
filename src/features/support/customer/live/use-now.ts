import { useEffect, useState } from 'react';

/** `performance.now()`, anew every second while `isNeeded`. */
export function useNow(isNeeded: boolean): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (!isNeeded) return undefined;
    const timer = setInterval(() => setNowMs(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return nowMs;
}
