import type { PlanDetail, PlanVersion, PublishAnswer } from '../../../protocol/dialplan/api.ts';
import type { Plan } from '../../../protocol/dialplan/plan.ts';
import { runTest } from '../../../protocol/dialplan/simulation-check.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import { planSetOf } from '../engine/published-plans.ts';
import { findingsOf, toAnswer } from './findings.ts';
import { detailOf, versionOf } from './plan-answers.ts';
import { factOf, requirePlan, type PlanNews } from './plan-rules.ts';
import type { StoredPlan } from './plan-store.ts';
import type { PlanWorlds } from './plan-world.ts';
import { readPlan, readTests } from './read-plan.ts';
import type { PlanWorld } from '../../../protocol/dialplan/api.ts';

export interface PublishingOptions {
  readonly store: DialplanStore;
  readonly worlds: PlanWorlds;
  readonly news: PlanNews;
}

export interface PublishRequest {
  /** The draft that was looked at. */
  readonly revision: number;
  /** The version that was published when it was looked at. */
  readonly publishedVersion: number | null;
  readonly note: string;
}

/** Turns drafts into what calls go through, and back. */
export class Publishing {
  readonly #options: PublishingOptions;

  constructor(options: PublishingOptions) {
    this.#options = options;
  }

  /**
   * Publishes the draft unless the plan forbids it or a saved test fails.
   * @throws {ServiceError} `not-found`; `changed-meanwhile` when the draft or what is published is newer: of two at once, one is told
   */
  async publish(actor: Actor, id: string, request: PublishRequest): Promise<PublishAnswer> {
    requirePermission(actor, 'plans.publish');
    const { store, worlds, news } = this.#options;
    const world = await worlds.of(actor, id);
    return store.inTenant(actor.tenantId, async (unit) => {
      const plan = await requirePlan(unit, id, 'locked');
      if (plan.revision !== request.revision || (plan.publishedVersion ?? null) !== request.publishedVersion)
        throw new ServiceError('changed-meanwhile');
      const draft = readPlan(plan.draft);
      const refusal = await refusalOf(unit, plan, { draft, world });
      if (refusal) return refusal;
      const version = ((await unit.plans.versions(id))[0]?.number ?? 0) + 1;
      await unit.plans.publish(id, { number: version, plan: JSON.stringify(draft), note: request.note, by: actor.userId });
      await unit.audit(factOf(actor, 'plan.published', id, { before: { version: plan.publishedVersion ?? null }, after: { version } }));
      unit.afterCommit(() => news.changed(actor.tenantId, { ...plan, publishedVersion: version }));
      return { outcome: 'published', version };
    });
  }

  /** Newest first. @throws {ServiceError} `not-found` */
  async versions(actor: Actor, id: string): Promise<readonly PlanVersion[]> {
    requirePermission(actor, 'plans.read');
    return this.#options.store.inTenant(actor.tenantId, async (unit) => {
      await requirePlan(unit, id);
      return (await unit.plans.versions(id)).map(versionOf);
    });
  }

  /** @throws {ServiceError} `not-found` */
  async version(actor: Actor, id: string, number: number): Promise<PlanVersion & { readonly plan: Plan }> {
    requirePermission(actor, 'plans.read');
    return this.#options.store.inTenant(actor.tenantId, async (unit) => {
      const version = await unit.plans.version(id, number);
      if (!version) throw new ServiceError('not-found');
      return { ...versionOf(version), plan: readPlan(version.plan) };
    });
  }

  /** The version becomes the draft; what is published stays. @throws {ServiceError} `not-found`, `changed-meanwhile` */
  async restore(
    actor: Actor,
    id: string,
    { number, revision }: { readonly number: number; readonly revision: number },
  ): Promise<PlanDetail> {
    requirePermission(actor, 'plans.update');
    const { store, news } = this.#options;
    return store.inTenant(actor.tenantId, async (unit) => {
      await requirePlan(unit, id, 'locked');
      const version = await unit.plans.version(id, number);
      if (!version) throw new ServiceError('not-found');
      const draft = JSON.stringify(readPlan(version.plan));
      if (!(await unit.plans.setDraft(id, revision, { draft, by: actor.userId }))) throw new ServiceError('changed-meanwhile');
      await unit.audit(factOf(actor, 'plan.version-restored', id, { after: { version: number } }));
      const plan = await requirePlan(unit, id);
      unit.afterCommit(() => news.changed(actor.tenantId, plan));
      return detailOf(plan);
    });
  }
}

/** Why a draft may not be published; undefined when it may. */
async function refusalOf(
  unit: DialplanUnit,
  plan: StoredPlan,
  { draft, world }: { readonly draft: Plan; readonly world: PlanWorld },
): Promise<PublishAnswer | undefined> {
  const published = (await unit.plans.published()).map(
    (other) => [other.planId, { version: other.version, plan: readPlan(other.plan) }] as const,
  );
  const attached = await unit.attachments.ofPlan(plan.id);
  const others = new Map(published.map(([planId, other]) => [planId, other.plan]));
  const findings = findingsOf(draft, { planId: plan.id, world, attached, others });
  const planSet = planSetOf(plan.id, new Map([...published, [plan.id, { version: (plan.publishedVersion ?? 0) + 1, plan: draft }]]));
  const tests = readTests(await unit.plans.tests(plan.id));
  const failed = tests.filter((test) => !runTest(planSet, world, test).passed);
  if (failed.length === 0 && findings.every(({ severity }) => severity !== 'error')) return undefined;
  return { outcome: 'refused', findings: findings.map(toAnswer), failedTests: failed.map(({ id, name }) => ({ id, name })) };
}
