import { useEffect, useState } from 'react';

/** The page's own clock (`performance.now`), each second: what grants end by. */
export function usePageClock(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** `9:05`, hours too when there are any; never below zero. */
export function minutesText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const rest = String(seconds % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${String(minutes)}:${rest}`
    : `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}
