import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { PlanSet } from '../../../../protocol/dialplan/run.ts';
import type { PlansApi } from './plans-api.ts';

/** The plans that a plan goes to. */
export function plansNamedBy(plan: Plan): readonly string[] {
  const ids = plan.nodes.flatMap((node) => (node.kind === 'sub-plan' || node.kind === 'go-to' ? [node.settings.planId] : []));
  return [...new Set(ids)].filter((id) => id !== '');
}

/** Reads published versions of other plans once each: what a simulated call may come through. */
export class OtherPlans {
  readonly #api: Pick<PlansApi, 'version'>;
  readonly #read = new Map<string, Promise<Plan>>();

  constructor(api: Pick<PlansApi, 'version'>) {
    this.#api = api;
  }

  /** The draft with all published plans that it reaches. Throws ApiFailure. */
  async setFor(planId: string, draft: Plan, world: PlanWorld): Promise<PlanSet> {
    const plans: Record<string, { version: number; plan: Plan }> = { [planId]: { version: 0, plan: draft } };
    const waiting = [...plansNamedBy(draft)];
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const version = world.plans.find((each) => each.id === id)?.publishedVersion ?? null;
      if (plans[id] !== undefined || version === null) continue;
      const plan = await this.#version(id, version);
      plans[id] = { version, plan };
      waiting.push(...plansNamedBy(plan));
    }
    return { mainPlanId: planId, plans };
  }

  #version(id: string, version: number): Promise<Plan> {
    const key = `${id} ${String(version)}`;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const reading = this.#api.version(id, version).then(({ plan }) => plan);
    // A failed reading is not kept: the next simulation tries again.
    reading.catch(() => this.#read.delete(key));
    this.#read.set(key, reading);
    return reading;
  }
}
