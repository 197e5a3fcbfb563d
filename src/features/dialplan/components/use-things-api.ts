import { useMemo } from 'react';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { ThingsApi } from '../state/things-api.ts';

/** The calls to the server about schedules and PINs. */
export function useThingsApi(): ThingsApi {
  const { http } = usePlatform();
  return useMemo(() => new ThingsApi(http), [http]);
}
