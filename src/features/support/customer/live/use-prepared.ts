import { useEffect } from 'react';
import { exchanged, prepareExchange } from '../exchange/late-exchange.tsx';
import { lateMarks } from '../preview/late-marks.ts';
import { useShared } from '../sharing/use-shared.ts';
import { useLive } from './customer-session.tsx';

/** A page that shares another window is hidden, and may never be idle in its browser's eyes. */
const latestMs = 2_000;

/** Fetches what may be needed next: when somebody asks for it, and all of it once a picture is shared and there is nothing else to do. */
export function usePrepared(): void {
  const isShared = useShared().pictures.length > 0;
  const isAsked = useLive(({ asks }) => asks.some(({ capability }) => exchanged.has(capability)));
  useEffect(() => {
    if (isAsked) void prepareExchange();
  }, [isAsked]);
  useEffect(() => (isShared ? whenIdle(() => void lateMarks.prepare().then(prepareExchange)) : undefined), [isShared]);
}

/** @returns forgets it */
function whenIdle(work: () => void): () => void {
  // Safari has none.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, latestMs);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: latestMs });
  return () => cancelIdleCallback(handle);
}
