import { useEffect, useState } from 'react';
import { useSession } from '../live/customer-session.tsx';
import { listenForPanic } from './panic-key.ts';

/** Esc Esc in that window ends everything that was allowed. @returns whether it just happened */
export function usePanic(at: Window): boolean {
  const session = useSession();
  const [hasStopped, setStopped] = useState(false);
  useEffect(() => {
    const life = new AbortController();
    const panic = (): void => {
      session.revoke('all');
      setStopped(true);
      setTimeout(() => setStopped(false), 5_000);
    };
    listenForPanic(at, panic, life.signal);
    return () => life.abort();
  }, [at, session]);
  return hasStopped;
}
