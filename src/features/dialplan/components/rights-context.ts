import { createContext, useContext } from 'react';
import type { PlanRights } from '../state/rights.ts';

const RightsContext = createContext<PlanRights>({ mayUpdate: false, mayPublish: false });

export const RightsProvider = RightsContext.Provider;

/** What the person may do with plans. */
export function useRights(): PlanRights {
  return useContext(RightsContext);
}
