import type { PlanWorld } from '../../../protocol/dialplan/api.ts';
import type { Actor, Identity } from '../../identity/index.ts';
import type { DialplanStore } from '../dialplan-store.ts';
import type { PlanThings } from '../ports/plan-things.ts';
import { emergencyNumbersOf } from './emergency-numbers.ts';

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
  async of({ tenantId }: Pick<Actor, 'tenantId'>, planId?: string): Promise<PlanWorld> {
    const { store, identity, things } = this.#options;
    const pbxs = (await identity.subscribers.numbering(tenantId))?.pbxs ?? [];
    const [home] = pbxs;
    const people = await identity.subscribers.search(tenantId, '', maxPeople);
    const own = await store.inTenant(tenantId, async (unit) => ({
      schedules: await unit.schedules.list(),
      pins: await unit.pins.list(),
      plans: await unit.plans.list(),
    }));
    const [ringGroups, queues, voicemailBoxes, prompts, serviceNotices, routes] = await Promise.all([
      things.ringGroups(tenantId),
      things.queues(tenantId),
      things.voicemailBoxes(tenantId),
      things.prompts(tenantId),
      things.serviceNotices(tenantId),
      things.routes(tenantId),
    ]);
    return {
      users: people.map(({ userId, displayName, extensions }) => ({ id: userId, name: displayName, extension: extensions[0]?.number ?? null })),
      extensions: people.flatMap(({ displayName, extensions }) => extensions.map(({ number }) => ({ number, name: displayName }))),
      ringGroups,
      queues,
      voicemailBoxes,
      prompts,
      schedules: own.schedules.map(({ id, name, schedule }) => ({ id, name, schedule })),
      pins: own.pins.map(({ id, name }) => ({ id, name })),
      plans: own.plans
        .filter(({ id }) => id !== planId)
        .map(({ id, name, publishedVersion }) => ({ id, name, publishedVersion: publishedVersion ?? null })),
      serviceNotices,
      routes,
      pbxs: pbxs.map(({ id, name }) => ({ id, name })),
      emergencyNumbers: [...emergencyNumbersOf(home?.country ?? 'DE')],
      timeZone: home?.timeZone ?? 'Europe/Berlin',
    };
  }
}
