import type { PlanWorld } from '../../../protocol/dialplan/api.ts';
import { emergencyNumbersOfAll } from '../../../protocol/telephony/emergency-numbers.ts';
import type { Actor, Identity } from '../../identity/index.ts';
import type { DialplanStore } from '../dialplan-store.ts';
import type { PlanThings } from '../ports/plan-things.ts';
import type { Plan } from '../../../protocol/dialplan/plan.ts';
import { readPlan } from './read-plan.ts';

export interface PlanWorldsOptions {
  readonly store: DialplanStore;
  readonly identity: Pick<Identity, 'subscribers'>;
  readonly things: PlanThings;
}

/** People of one tenant that a picker shows. */
const maxPeople = 10_000;

/** What a tenant's plans can name, as it is now. */
export class PlanWorlds {
  readonly #options: PlanWorldsOptions;

  constructor(options: PlanWorldsOptions) {
    this.#options = options;
  }

  /** `planId` is left out of the plans that can be gone to. */
  async of(actor: Actor, planId?: string): Promise<PlanWorld> {
    const { tenantId } = actor;
    const { store, identity, things } = this.#options;
    const pbxs = (await identity.subscribers.numbering(tenantId))?.pbxs ?? [];
    const [home] = pbxs;
    const people = await identity.subscribers.search(tenantId, '', maxPeople);
    const own = await store.inTenant(tenantId, async (unit) => ({
      schedules: await unit.schedules.list(),
      pins: await unit.pins.list(),
      plans: await unit.plans.list(),
      published: new Map((await unit.plans.published()).map((plan) => [plan.planId, plan.plan])),
    }));
    const [ringGroups, queues, voicemailBoxes, prompts, serviceNotices, routes] = await Promise.all([
      things.ringGroups(actor),
      things.queues(actor),
      things.voicemailBoxes(actor),
      things.prompts(actor),
      things.serviceNotices(actor),
      things.routes(actor),
    ]);
    return {
      users: people.map(({ userId, displayName, extensions }) => ({
        id: userId,
        name: displayName,
        extension: extensions[0]?.number ?? null,
      })),
      extensions: people.flatMap(({ displayName, extensions }) => extensions.map(({ number }) => ({ number, name: displayName }))),
      ringGroups,
      queues,
      voicemailBoxes,
      prompts,
      schedules: own.schedules.map(({ id, name, schedule }) => ({ id, name, schedule })),
      pins: own.pins.map(({ id, name }) => ({ id, name })),
      plans: own.plans
        .filter(({ id }) => id !== planId)
        .map(({ id, name, publishedVersion, draft }) => ({
          id,
          name,
          publishedVersion: publishedVersion ?? null,
          ...waysThrough(readPlan(own.published.get(id) ?? draft)),
        })),
      serviceNotices,
      routes,
      pbxs: pbxs.map(({ id, name }) => ({ id, name })),
      emergencyNumbers: [...emergencyNumbersOfAll(pbxs.map(({ country }) => country))],
      timeZone: home?.timeZone ?? 'Europe/Berlin',
    };
  }
}

/** Where a plan can be gone into, and by which names it returns. */
function waysThrough(plan: Plan): Pick<PlanWorld['plans'][number], 'entries' | 'ends'> {
  const ends = plan.nodes.flatMap((node) => (node.kind === 'return' ? [node.settings.end] : []));
  return { entries: plan.entries.map(({ id, name }) => ({ id, name })), ends: [...new Set(ends)] };
}
