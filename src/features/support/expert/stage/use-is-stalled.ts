import { useEffect, useState } from 'react';
import type { StreamView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';

const everyMs = 1_000;
/** Longer than a key frame takes over a slow line. */
const patienceLooks = 8;

/**
 * Whether a camera's picture has not moved for some seconds: nothing comes, or what comes cannot be decoded. A screen may well stand still, and
 * what is paused does.
 */
export function useIsStalled({ producerId, source, isPaused }: StreamView): boolean {
  const session = useSession();
  const isLive = useLive(({ link }) => link === 'live');
  const isWatched = source === 'camera' && !isPaused && isLive;
  const [still, setStill] = useState(0);
  useEffect(() => {
    if (!isWatched) return undefined;
    let before = -1;
    const look = async (): Promise<void> => {
      const decoded = framesDecoded(await session.statsOf(producerId));
      const isSame = decoded === before;
      before = decoded;
      setStill((looks) => (isSame ? looks + 1 : 0));
    };
    const timer = setInterval(() => void look(), everyMs);
    return () => clearInterval(timer);
  }, [isWatched, producerId, session]);
  return isWatched && still >= patienceLooks;
}

/** As WebRTC Statistics counts them (RTCInboundRtpStreamStats); 0 while there are none. */
function framesDecoded(stats: RTCStatsReport | undefined): number {
  const reports: readonly Readonly<Record<string, unknown>>[] = [...(stats?.values() ?? [])];
  const count = reports.find(({ type }) => type === 'inbound-rtp')?.['framesDecoded'];
  return typeof count === 'number' ? count : 0;
}
