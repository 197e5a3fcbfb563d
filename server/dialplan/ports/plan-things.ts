import type { PlanWorld } from '../../../protocol/dialplan/api.ts';
import type { Actor } from '../../identity/index.ts';

/** What of a tenant plans can name and other parts of the server keep: for pickers, checks and the simulator, as the actor may see it. */
export interface PlanThings {
  ringGroups(actor: Actor): Promise<PlanWorld['ringGroups']>;
  queues(actor: Actor): Promise<PlanWorld['queues']>;
  voicemailBoxes(actor: Actor): Promise<PlanWorld['voicemailBoxes']>;
  prompts(actor: Actor): Promise<PlanWorld['prompts']>;
  serviceNotices(actor: Actor): Promise<PlanWorld['serviceNotices']>;
  routes(actor: Actor): Promise<PlanWorld['routes']>;
}

/** There are none of these here. */
export const noPlanThings: PlanThings = {
  ringGroups: async () => [],
  queues: async () => [],
  voicemailBoxes: async () => [],
  prompts: async () => [],
  serviceNotices: async () => [],
  routes: async () => [],
};
