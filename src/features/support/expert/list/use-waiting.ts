import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSupportApi } from '../use-support-api.ts';

/** How many sessions wait, read again with the list of that name; 0 while it is not known. */
export function useWaiting(queryName: string, scope: 'team' | 'all'): number {
  const api = useSupportApi();
  const waiting = useQuery({
    queryKey: [queryName, 'how many wait', scope],
    queryFn: ({ signal }) => api.sessions({ state: 'waiting', scope, pageSize: 1 }, signal),
    placeholderData: keepPreviousData,
  });
  return waiting.data?.total ?? 0;
}
