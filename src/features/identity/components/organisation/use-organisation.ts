import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Organisation } from '../../../../../protocol/identity/tenant-end.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { OrganisationApi } from '../../state/organisation-api.ts';
import { useIdentity } from '../session-context.tsx';

const queryKey = ['organisation'];

function useOrganisationApi(): OrganisationApi {
  const { http } = usePlatform();
  return useMemo(() => new OrganisationApi(http), [http]);
}

export function useOrganisation() {
  const api = useOrganisationApi();
  return useQuery({ queryKey, queryFn: ({ signal }) => api.get(signal) });
}

/** What came of a change is shown here and, by who is signed in, on every page. */
function useChanged(): (organisation: Organisation) => Promise<unknown> {
  const { store } = useIdentity();
  const client = useQueryClient();
  return (organisation) => {
    client.setQueryData(queryKey, organisation);
    return store.reload();
  };
}

export function useEnding() {
  const api = useOrganisationApi();
  return useMutation({ mutationFn: api.end.bind(api), onSuccess: useChanged() });
}

/** `onDone` comes before the change is shown: with it goes what asked for it. */
export function useTakingBack(onDone: () => void) {
  const api = useOrganisationApi();
  const changed = useChanged();
  return useMutation({
    mutationFn: () => api.takeBack(),
    onSuccess: (organisation) => {
      onDone();
      return changed(organisation);
    },
  });
}
