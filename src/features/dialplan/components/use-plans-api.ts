import { useMemo } from 'react';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { PlansApi } from '../state/plans-api.ts';

/** The plans' calls to the server. */
export function usePlansApi(): PlansApi {
  const { http } = usePlatform();
  return useMemo(() => new PlansApi(http), [http]);
}
