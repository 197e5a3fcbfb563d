import { useQuery } from '@tanstack/react-query';
import { useSupportApi } from '../use-support-api.ts';

export function detailKey(id: string): readonly string[] {
  return ['support-session', id];
}

/** A session as the server knows it. */
export function useSessionDetail(id: string) {
  const api = useSupportApi();
  return useQuery({ queryKey: detailKey(id), queryFn: ({ signal }) => api.session(id, signal) });
}
