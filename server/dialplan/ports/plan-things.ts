import type { PlanWorld } from '../../../protocol/dialplan/api.ts';

/** What of a tenant plans can name and other parts of the server keep: for pickers, checks and the simulator. Each in the order in which people expect it. */
export interface PlanThings {
  ringGroups(tenantId: string): Promise<PlanWorld['ringGroups']>;
  queues(tenantId: string): Promise<PlanWorld['queues']>;
  voicemailBoxes(tenantId: string): Promise<PlanWorld['voicemailBoxes']>;
  prompts(tenantId: string): Promise<PlanWorld['prompts']>;
  serviceNotices(tenantId: string): Promise<PlanWorld['serviceNotices']>;
  routes(tenantId: string): Promise<PlanWorld['routes']>;
  /** Whether a number (E.164) is the tenant's own. */
  hasNumber(tenantId: string, number: string): Promise<boolean>;
}

/** There are none of these here. */
export const noPlanThings: PlanThings = {
  ringGroups: async () => [],
  queues: async () => [],
  voicemailBoxes: async () => [],
  prompts: async () => [],
  serviceNotices: async () => [],
  routes: async () => [],
  hasNumber: async () => false,
};
