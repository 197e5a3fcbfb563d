import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { relayLimits } from '../../../../../protocol/support/relay.ts';
import type { RelayView } from '../../../../../protocol/support/session.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import type { SupportApi } from '../../state/support-api.ts';
import { detailKey } from '../list/use-session-detail.ts';
import { useSupportApi } from '../use-support-api.ts';

/** Of a long log the last ones are shown. */
export const shownEntries = 200;
/** The server says when a session changes, not each entry of its log: while it runs we look again. */
const lookAgainMs = 2_000;

/** The end of a session's log, as it lies on the server. It grows while the session runs. */
export function useRelayView(id: string) {
  const api = useSupportApi();
  const client = useQueryClient();
  const { live } = usePlatform();
  const queryKey = ['support-relay', id];
  useEffect(() => {
    const lifetime = new AbortController();
    live.onNotification(
      'support.sessions-changed',
      ({ sessionId }) => {
        if (sessionId !== id) return;
        void client.invalidateQueries({ queryKey: ['support-relay', id] });
        void client.invalidateQueries({ queryKey: detailKey(id) });
      },
      lifetime.signal,
    );
    return () => lifetime.abort();
  }, [client, live, id]);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readOn(api, id, client.getQueryData<RelayView>(queryKey), signal),
    refetchInterval: ({ state }) => (state.data?.deletedAt === null ? lookAgainMs : false),
  });
}

/** What came since; the first time the end of what is there. */
async function readOn(api: SupportApi, id: string, before: RelayView | undefined, signal: AbortSignal): Promise<RelayView> {
  const known = before?.entries.at(-1)?.number;
  const after = known ?? Math.max(0, (await api.relayView(id, relayLimits.logEntries, signal)).lastNumber - shownEntries);
  const view = await api.relayView(id, after, signal);
  // A log that is shorter than what we have of it was deleted.
  if (before === undefined || view.lastNumber < after) return view;
  return { ...view, entries: [...before.entries, ...view.entries].slice(-shownEntries) };
}
