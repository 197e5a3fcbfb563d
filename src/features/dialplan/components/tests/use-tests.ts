import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SimulationTest } from '../../../../../protocol/dialplan/simulation-test.ts';
import { useEditor } from '../editor-context.tsx';
import { usePlansApi } from '../use-plans-api.ts';

/** The saved tests of the open plan. `store` throws ApiFailure. */
export function useTests() {
  const api = usePlansApi();
  const queries = useQueryClient();
  const { planId } = useEditor();
  const list = useQuery({ queryKey: ['plan-tests', planId], queryFn: ({ signal }) => api.tests(planId, signal) });
  return {
    list,
    tests: list.data?.items ?? [],
    store: async (tests: readonly SimulationTest[]): Promise<void> => {
      queries.setQueryData(['plan-tests', planId], await api.storeTests(planId, tests));
    },
  };
}
