import type { Schedule } from '../schedule.ts';

interface Thing {
  readonly id: string;
}

/** What exists in the tenant, as far as findings depend on it. What the editor's API tells of the tenant fits as it is. */
export interface PlanWorld {
  readonly users: readonly Thing[];
  readonly ringGroups: readonly (Thing & { readonly memberCount: number })[];
  readonly queues: readonly (Thing & { readonly agentCount: number })[];
  readonly voicemailBoxes: readonly (Thing & { readonly greetings?: readonly Thing[] })[];
  readonly prompts: readonly Thing[];
  readonly schedules: readonly (Thing & { readonly schedule: Schedule })[];
  readonly pins: readonly Thing[];
  readonly serviceNotices: readonly Thing[];
  readonly routes: readonly (Thing & { readonly isPaid: boolean })[];
  readonly plans: readonly OtherPlan[];
  readonly emergencyNumbers: readonly string[];
  /** The plan that is looked at; without it a plan that goes through itself is not found. */
  readonly planId?: string;
  /** Numbers and extensions that lead to its entries. */
  readonly attached?: readonly { readonly entryId: string; readonly number: string }[];
}

export interface OtherPlan extends Thing {
  readonly publishedVersion: number | null;
  readonly entries: readonly Thing[];
  readonly ends: readonly string[];
  /** Plans that it goes through (its Sub-plan nodes). */
  readonly goesThrough?: readonly string[];
}

/** A tenant that has nothing. */
export const emptyWorld: PlanWorld = {
  users: [],
  ringGroups: [],
  queues: [],
  voicemailBoxes: [],
  prompts: [],
  schedules: [],
  pins: [],
  serviceNotices: [],
  routes: [],
  plans: [],
  emergencyNumbers: [],
};
