import type { PlanWorld } from '../../protocol/dialplan/api.ts';
import { ringOrder } from '../../protocol/telephony/groups.ts';
import { Dialplan, type DialplanOptions, type PlanPorts, type PlanThings } from '../dialplan/index.ts';
import type { Actor } from '../identity/index.ts';
import type { Prompts, StoredPrompt } from '../media/index.ts';
import type { Groups, Recordings, Telephony, Voicemail } from '../telephony/index.ts';

export interface OpenDialplan extends Omit<DialplanOptions, 'ports' | 'things'> {
  readonly prompts: Pick<Prompts, 'clips' | 'service'>;
  readonly voicemail: Voicemail;
  /** Ring groups and queues; asked only once calls are taken, which is after telephony was made with the plans' routing. */
  readonly groups: () => Groups;
  /** Conference rooms; like groups, asked only once calls are taken. */
  readonly conferences: () => Telephony['conferences'];
  /** What plans and queues have recorded; like groups, asked only once calls are taken. */
  readonly recordings: () => Pick<Recordings, 'live'>;
}

/** Dial plans with everything that this server has for them: prompts, ring groups, queues, voicemail. */
export function openDialplan({ prompts, voicemail, groups, conferences, recordings, ...options }: OpenDialplan): Promise<Dialplan> {
  return Dialplan.create({
    ...options,
    ports: { ...portsOf({ prompts, groups, conferences, recordings }), voicemail },
    things: { ...thingsOf(prompts, groups), voicemailBoxes: (actor) => planBoxesOf(voicemail, actor) },
    scheduleUse: (tenantId, scheduleId) => voicemail.greetings.boxesBySchedule(tenantId, scheduleId),
  });
}

function portsOf({
  prompts,
  groups,
  conferences,
  recordings,
}: Pick<OpenDialplan, 'prompts' | 'groups' | 'conferences' | 'recordings'>): Partial<PlanPorts> {
  return {
    recording: { set: async (call, isOn) => recordings().live.wantByPlan(call, isOn) },
    conferences: { join: (call, order) => conferences().join(call, order) },
    sounds: { clips: (tenantId, sounds, language) => prompts.clips(tenantId, sounds, language) },
    ringGroups: {
      async roundsOf(tenantId, groupId) {
        const group = await groups().ringGroupStore.get(tenantId, groupId);
        if (!group) return undefined;
        return { name: group.name, rounds: ringOrder(group, Math.random).map((userIds) => ({ userIds, seconds: group.ringSeconds })) };
      },
    },
    queues: {
      // A caller leaves a queue by hanging up, or with an outcome: there is nothing else to stop.
      join: (call, request) => {
        recordings().live.handleQueue(call, request.queueId);
        return { result: groups().queues.join(call, request), leave: () => undefined };
      },
      facts: (tenantId, queueId) => groups().queues.loadOf(tenantId, queueId),
    },
  };
}

async function planBoxesOf({ sharedBoxes }: Voicemail, actor: Actor): Promise<PlanWorld['voicemailBoxes']> {
  return (await sharedBoxes.forPlans(actor)).map((box) => ({ ...box, greetings: [...box.greetings] }));
}

const byName = { query: '', sort: 'name', direction: 'ascending', pageSize: 200 } as const;
/** Prompts that a picker shows. */
const maxPrompts = 5_000;

function thingsOf(prompts: OpenDialplan['prompts'], groups: OpenDialplan['groups']): Partial<PlanThings> {
  return {
    ringGroups: async (actor) =>
      (await groups().ringGroups.list(actor)).map(({ id, name, members }) => ({ id, name, memberCount: members.length })),
    queues: async (actor) =>
      (await groups().queueAdmin.list(actor)).map(({ id, name, members }) => ({ id, name, agentCount: members.length })),
    async prompts(actor) {
      const found: StoredPrompt[] = [];
      for (let page = 1, total = 1; found.length < Math.min(total, maxPrompts); page += 1) {
        const listed = await prompts.service.list(actor, { ...byName, page });
        if (listed.items.length === 0) break;
        found.push(...listed.items);
        total = listed.total;
      }
      return found.map(({ id, name, durationMs }) => ({ id, name, durationMs, audioUrl: `/api/admin/prompts/${id}/audio` }));
    },
  };
}
