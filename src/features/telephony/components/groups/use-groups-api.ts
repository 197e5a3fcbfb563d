import { useMemo } from 'react';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { GroupsApi } from '../../state/groups-api.ts';

/** The admin's calls to the server about ring groups and queues. */
export function useGroupsApi(): GroupsApi {
  const { http } = usePlatform();
  return useMemo(() => new GroupsApi(http), [http]);
}
