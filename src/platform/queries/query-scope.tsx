import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiFailure } from '../http/api-failure.ts';
import { usePlatform } from '../platform-context.tsx';

const STALE_MS = 30_000;

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        // Offline is a state that the page shows; a paused query would show a skeleton for ever.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, failure) => failures < 2 && failure instanceof ApiFailure && failure.isTemporary,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/**
 * Server state for the pages inside: what was read is kept while one moves between them, read again when notifications
 * may have been missed, and gone with the scope, so that nothing of one person waits for the next.
 */
export function QueryScope({ children }: { children: ReactNode }) {
  const { live } = usePlatform();
  const [queries] = useState(createQueries);
  useEffect(() => {
    const scope = new AbortController();
    live.on('missed', () => void queries.invalidateQueries(), scope.signal);
    return () => scope.abort();
  }, [live, queries]);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
