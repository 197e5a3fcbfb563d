import { useEffect, useState } from 'react';
import { clockDuration } from '../i18n/format.ts';

const refreshMs = 250;

/** How long something goes on already, as `00:07`; `sinceMs` is of `Date.now()`. */
export function Elapsed({ sinceMs }: { sinceMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" className="text-dense tabular-nums">
      {clockDuration(nowMs - sinceMs)}
    </span>
  );
}
