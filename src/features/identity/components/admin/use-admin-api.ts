import { useMemo } from 'react';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { AdminApi } from '../../state/admin-api.ts';

/** The admin's calls to the server. */
export function useAdminApi(): AdminApi {
  const { http } = usePlatform();
  return useMemo(() => new AdminApi(http), [http]);
}
