import { useEffect, useState, useSyncExternalStore } from 'react';
import { usePlatform } from '../../platform/platform-context.tsx';
import type { SocketState } from '../../platform/socket/live-socket.ts';

/** Breaks shorter than this are not worth a banner. */
const PATIENCE_MS = 2_000;

function onOnlineChange(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** How the page is connected: `offline` the browser has no network, `lost` the server does not answer for a while. */
export function useConnection(): 'fine' | 'offline' | 'lost' {
  const { live } = usePlatform();
  const isOnline = useSyncExternalStore(onOnlineChange, () => navigator.onLine);
  const [state, setState] = useState<SocketState>(live.state);
  const [isPatienceOver, setPatienceOver] = useState(false);

  useEffect(() => {
    const watch = new AbortController();
    setState(live.state);
    live.on('state', setState, watch.signal);
    return () => watch.abort();
  }, [live]);

  const isDown = state === 'waiting' || state === 'connecting';
  useEffect(() => {
    setPatienceOver(false);
    if (!isDown) return undefined;
    const timer = setTimeout(() => setPatienceOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isDown]);

  if (!isOnline) return 'offline';
  return isDown && isPatienceOver ? 'lost' : 'fine';
}
