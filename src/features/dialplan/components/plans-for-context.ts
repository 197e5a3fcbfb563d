import { createContext, useContext } from 'react';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { PlanSet } from '../../../../protocol/dialplan/run.ts';

/** The draft with the published plans that it reaches. Rejects with ApiFailure. */
export type PlansFor = (plan: Plan) => Promise<PlanSet>;

const PlansForContext = createContext<PlansFor>(() => Promise.reject(new Error('usePlansFor needs a PlansForProvider above it.')));

export const PlansForProvider = PlansForContext.Provider;

export function usePlansFor(): PlansFor {
  return useContext(PlansForContext);
}
