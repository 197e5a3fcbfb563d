import type { PlanDetail, PlanVersion, PublishAnswer } from '../../../protocol/dialplan/api.ts';
import type { Plan } from '../../../protocol/dialplan/plan.ts';
import type { Finding } from '../../../protocol/dialplan/node-kind.ts';
import { mayBePublished } from '../../../protocol/dialplan/validate.ts';
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
import { runTests, type TestOrder, type TestVerdict } from './test-runs.ts';
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
    const looked = await store.inTenant(actor.tenantId, async (unit) => candidateOf(unit, await unchanged(unit, id, request), world));
    // Outside of any transaction: they may take seconds.
    const verdict = await runTests(looked);
    return store.inTenant(actor.tenantId, async (unit) => {
      const plan = await unchanged(unit, id, request, 'locked');
      if (JSON.stringify(await unit.plans.tests(id)) !== looked.testText) throw new ServiceError('changed-meanwhile');
      const { draft } = looked;
      const refusal = refusalOf(looked, verdict);
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

/** @throws {ServiceError} `not-found`; `changed-meanwhile` when it is not what was looked at */
async function unchanged(unit: DialplanUnit, id: string, request: PublishRequest, how: 'read' | 'locked' = 'read'): Promise<StoredPlan> {
  const plan = await requirePlan(unit, id, how);
  const isSame = plan.revision === request.revision && (plan.publishedVersion ?? null) === request.publishedVersion;
  if (!isSame) throw new ServiceError('changed-meanwhile');
  return plan;
}

/** A draft that is to be published, with what is said of it. */
interface Candidate extends TestOrder {
  readonly draft: Plan;
  readonly findings: readonly Finding[];
  /** The tests as they were stored. */
  readonly testText: string;
}

async function candidateOf(unit: DialplanUnit, plan: StoredPlan, world: PlanWorld): Promise<Candidate> {
  const draft = readPlan(plan.draft);
  const published = (await unit.plans.published()).map(
    (other) => [other.planId, { version: other.version, plan: readPlan(other.plan) }] as const,
  );
  const attached = await unit.attachments.ofPlan(plan.id);
  const others = new Map(published.map(([planId, other]) => [planId, other.plan]));
  const findings = findingsOf(draft, { planId: plan.id, world, attached, others });
  const planSet = planSetOf(plan.id, new Map([...published, [plan.id, { version: (plan.publishedVersion ?? 0) + 1, plan: draft }]]));
  const stored = await unit.plans.tests(plan.id);
  return { draft, findings, planSet, world, tests: readTests(stored), testText: JSON.stringify(stored) };
}

/** No rule of the plan: they were not done in time, and what is not known to go right is not published. */
function unfinished(count: number): Finding {
  const details = { tests: String(count) };
  return { rule: 'tests-unfinished', severity: 'error', planNodeId: undefined, path: undefined, details };
}

/** Why a draft may not be published; undefined when it may. */
function refusalOf({ findings, tests }: Candidate, verdict: TestVerdict): PublishAnswer | undefined {
  const failed = verdict.kind === 'ran' ? tests.filter(({ id }) => verdict.failed.has(id)) : [];
  const all = verdict.kind === 'ran' ? findings : [unfinished(tests.length), ...findings];
  if (failed.length === 0 && mayBePublished(all)) return undefined;
  return { outcome: 'refused', findings: all.map(toAnswer), failedTests: failed.map(({ id, name }) => ({ id, name })) };
}
