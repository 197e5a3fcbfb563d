/** What a dial plan is called; undefined for an unknown one. */
export type PlanName = (planId: string) => string | undefined;

/** Reads the names of a tenant's plans; dial plans provide it. */
export type PlanNameLookup = (tenantId: string, planIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export const noPlanNames: PlanName = () => undefined;

/** The names of the plans that these things lead to. */
export async function planNamesOf(
  lookup: PlanNameLookup | undefined,
  tenantId: string,
  leading: readonly { readonly plan: { readonly planId: string } | null }[],
): Promise<PlanName> {
  const planIds = [...new Set(leading.flatMap(({ plan }) => (plan ? [plan.planId] : [])))];
  if (!lookup || planIds.length === 0) return noPlanNames;
  const names = await lookup(tenantId, planIds);
  return (planId) => names.get(planId);
}
