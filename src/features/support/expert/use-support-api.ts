import { useMemo } from 'react';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { SupportApi } from '../state/support-api.ts';

export function useSupportApi(): SupportApi {
  const { http } = usePlatform();
  return useMemo(() => new SupportApi(http), [http]);
}
