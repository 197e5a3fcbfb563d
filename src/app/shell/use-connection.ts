import { useCallback, useSyncExternalStore } from 'react';
import { usePlatform } from '../../platform/platform-context.tsx';

function onOnlineChange(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** How the page is connected: `offline` the browser has no network, `lost` the server does not answer right now. */
export function useConnection(): 'fine' | 'offline' | 'lost' {
  const { live } = usePlatform();
  const isOnline = useSyncExternalStore(onOnlineChange, () => navigator.onLine);
  const onStateChange = useCallback(
    (listener: () => void) => {
      const watch = new AbortController();
      live.on('state', listener, watch.signal);
      return () => watch.abort();
    },
    [live],
  );
  const state = useSyncExternalStore(onStateChange, () => live.state);
  if (!isOnline) return 'offline';
  return state === 'waiting' || state === 'connecting' ? 'lost' : 'fine';
}
