import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Attachment } from '../../../../protocol/dialplan/api.ts';
import { usePlansApi } from './use-plans-api.ts';

const noLines: readonly Attachment[] = [];
const LinesContext = createContext<readonly Attachment[]>(noLines);

export const LinesProvider = LinesContext.Provider;

/** The extensions and numbers that lead into the plan. */
export function useLines(): readonly Attachment[] {
  return useContext(LinesContext);
}

export function useLinesOf(entryId: string): readonly Attachment[] {
  return useLines().filter((line) => line.entryId === entryId);
}

/** Reads what leads into a plan; nothing until it is there. */
export function useLinesOfPlan(planId: string): readonly Attachment[] {
  const api = usePlansApi();
  const { data } = useQuery({ queryKey: ['plan-lines', planId], queryFn: ({ signal }) => api.attachments(planId, signal) });
  return data?.items ?? noLines;
}
