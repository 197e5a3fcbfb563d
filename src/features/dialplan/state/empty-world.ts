import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';

/** Nothing is known of the tenant yet: pickers are empty and names unknown. */
export const emptyWorld: PlanWorld = {
  users: [],
  extensions: [],
  ringGroups: [],
  queues: [],
  voicemailBoxes: [],
  prompts: [],
  schedules: [],
  pins: [],
  plans: [],
  serviceNotices: [],
  routes: [],
  pbxs: [],
  emergencyNumbers: [],
  timeZone: 'UTC',
};
