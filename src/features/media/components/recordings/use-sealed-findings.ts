import { useQuery } from '@tanstack/react-query';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { filterOf, type RecordingsSearch } from '../../state/recordings/recordings-search.ts';
import { findInNotes } from '../../state/sealing/find-in-notes.ts';
import { useSealing, useSealingState } from '../sealing/sealing-context.tsx';
import { listKey, useRecordings } from './recordings-context.tsx';

/** So many recordings with sealed notes are looked through, the first of the chosen order. */
export const sealedSearchLimit = 500;

/**
 * Recordings whose sealed notes or tags fit: the server cannot look into them, this browser can. Empty while nothing is looked for there, or
 * where this browser is not approved.
 */
export function useSealedFindings(search: RecordingsSearch): {
  readonly items: readonly RecordingSummary[];
  readonly isSearching: boolean;
} {
  const { api, rights } = useRecordings();
  const { desk } = useSealing();
  const state = useSealingState({ isWatching: false });
  const ring = state.data?.kind === 'approved' ? state.data.ring : undefined;
  const { query, tag, ...others } = search;
  const isAsked = (query ?? '') !== '' || (tag ?? '') !== '';
  const filter = { ...filterOf(others, rights.mayReadAll), only: 'sealed-notes' as const };
  const found = useQuery({
    queryKey: [listKey, 'sealed-notes', filter, query, tag, ring?.version],
    enabled: isAsked && ring !== undefined,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      if (ring === undefined) return [];
      const all: RecordingSummary[] = [];
      for (let before: string | undefined; all.length < sealedSearchLimit;) {
        const page = await api.list(filter, before, signal);
        all.push(...page.items);
        if (page.nextBefore === null) break;
        before = page.nextBefore;
      }
      return findInNotes({ tenantId: desk.tenantId, ring }, all, { query, tag });
    },
  });
  return { items: isAsked ? (found.data ?? []) : [], isSearching: found.isFetching };
}
