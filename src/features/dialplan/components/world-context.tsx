import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';
import { emptyWorld } from '../state/empty-world.ts';
import { usePlansApi } from './use-plans-api.ts';

const WorldContext = createContext<PlanWorld>(emptyWorld);

export const WorldProvider = WorldContext.Provider;

/** What the tenant has that a plan can name. */
export function useWorld(): PlanWorld {
  return useContext(WorldContext);
}

/** Reads the world of a plan. Without it the linter would miss everything that is chosen. */
export function useWorldOf(planId: string) {
  const api = usePlansApi();
  return useQuery({ queryKey: ['plan-world', planId], queryFn: ({ signal }) => api.world(planId, signal) });
}
