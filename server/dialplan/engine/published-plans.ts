import type { Plan } from '../../../protocol/dialplan/plan.ts';
import { referencesOf } from '../../../protocol/dialplan/nodes/index.ts';
import type { PlanSet } from '../../../protocol/dialplan/run.ts';
import type { DialplanStore } from '../dialplan-store.ts';
import { readPlan } from '../plans/read-plan.ts';

/** A way into a plan. */
export interface PlanEntrance {
  readonly planName: string;
  readonly entryId: string;
  /** The plan and those that it reaches, as they are published now. */
  readonly plans: PlanSet;
}

interface Published {
  readonly name: string;
  readonly version: number;
  readonly plan: Plan;
}

interface TenantPlans {
  readonly plans: ReadonlyMap<string, Published>;
  /** By `<pbx>/<extension>`, and by number. */
  readonly attachments: ReadonlyMap<string, { readonly planId: string; readonly entryId: string }>;
}

/** How many tenants' plans are kept in memory. */
const maxTenants = 1_000;

/**
 * What is published, and what leads there, in memory: every INVITE asks. Forgotten when a tenant's plans or attachments change; a call
 * keeps the plans that it began with.
 */
export class PublishedPlans {
  readonly #store: DialplanStore;
  readonly #tenants = new Map<string, Promise<TenantPlans>>();

  constructor(store: DialplanStore) {
    this.#store = store;
  }

  /** What dialling `value` in a PBX leads to; undefined when it is attached to nothing that is published. */
  async entranceOf(tenantId: string, pbxId: string, value: string): Promise<PlanEntrance | 'unpublished' | undefined> {
    const { plans, attachments } = await this.#of(tenantId);
    // A number is the tenant's, whatever PBX is asked for it.
    const attachment = attachments.get(value) ?? attachments.get(`${pbxId}/${value}`);
    if (!attachment) return undefined;
    const main = plans.get(attachment.planId);
    if (!main) return 'unpublished';
    return { planName: main.name, entryId: attachment.entryId, plans: planSetOf(attachment.planId, plans) };
  }

  forget(tenantId: string): void {
    this.#tenants.delete(tenantId);
  }

  #of(tenantId: string): Promise<TenantPlans> {
    const known = this.#tenants.get(tenantId);
    if (known) return known;
    if (this.#tenants.size >= maxTenants) this.#tenants.clear();
    const reading = this.#read(tenantId).catch((error: unknown) => {
      // What could not be read is not remembered as such.
      if (this.#tenants.get(tenantId) === reading) this.#tenants.delete(tenantId);
      throw error;
    });
    this.#tenants.set(tenantId, reading);
    return reading;
  }

  async #read(tenantId: string): Promise<TenantPlans> {
    return this.#store.inTenant(tenantId, async (unit) => {
      const published = await unit.plans.published();
      const attachments = await unit.attachments.list();
      return {
        plans: new Map(published.map(({ planId, name, version, plan }) => [planId, { name, version, plan: readPlan(plan) }])),
        attachments: new Map(
          attachments.map(({ kind, pbxId, value, planId, entryId }) => [
            kind === 'number' ? value : `${pbxId}/${value}`,
            { planId, entryId },
          ]),
        ),
      };
    });
  }
}

/** A plan with everything that its calls may come through. */
export function planSetOf(mainPlanId: string, published: ReadonlyMap<string, Pick<Published, 'version' | 'plan'>>): PlanSet {
  const plans: Record<string, { version: number; plan: Plan }> = {};
  const waiting = [mainPlanId];
  for (let planId = waiting.pop(); planId !== undefined; planId = waiting.pop()) {
    const found = published.get(planId);
    if (!found || Object.hasOwn(plans, planId)) continue;
    plans[planId] = { version: found.version, plan: found.plan };
    waiting.push(...plansNamedIn(found.plan));
  }
  return { mainPlanId, plans };
}

/** Plans that a plan leads into. */
export function plansNamedIn(plan: Plan): readonly string[] {
  return plan.nodes.flatMap((node) => referencesOf(node).flatMap(({ kind, id }) => (kind === 'plan' && id !== '' ? [id] : [])));
}
