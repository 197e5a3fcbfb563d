import { useMemo } from 'react';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { SetupApi } from '../../state/setup-api.ts';

/** Setting up an installation. */
export function useSetupApi(): SetupApi {
  const { http } = usePlatform();
  return useMemo(() => new SetupApi(http), [http]);
}
