import type { Operation } from '../../../protocol/dialplan/operations.ts';
import type { PlanDetail, PlanSummary, PlanWorld } from '../../../protocol/dialplan/api.ts';
import { applyOperation } from '../../../protocol/dialplan/edit.ts';
import type { Plan } from '../../../protocol/dialplan/plan.ts';
import type { SimulationTest } from '../../../protocol/dialplan/simulation-test.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import { inUse, takenAsField, usesIn } from '../service-rules.ts';
import { detailOf, summaryOf } from './plan-answers.ts';
import { factOf, requirePlan, type PlanNews } from './plan-rules.ts';
import type { PlanWorlds } from './plan-world.ts';
import { readPlan, readTests } from './read-plan.ts';
import { planOfTemplate, type PlanTemplate } from './templates.ts';
import { freeName, repaired } from './imports.ts';

export interface PlanServiceOptions {
  readonly store: DialplanStore;
  readonly worlds: PlanWorlds;
  readonly news: PlanNews;
  /** Of a new plan: the tenant's default PBX's. */
  readonly languageOf: (tenantId: string) => Promise<Plan['language']>;
}

/** Drafts: making, changing by operations, deleting; their saved tests. */
export class PlanService {
  readonly #options: PlanServiceOptions;

  constructor(options: PlanServiceOptions) {
    this.#options = options;
  }

  /** By name. */
  async list(actor: Actor): Promise<readonly PlanSummary[]> {
    requirePermission(actor, 'plans.read');
    const world = await this.#options.worlds.of(actor);
    return this.#options.store.inTenant(actor.tenantId, async (unit) => {
      const attachments = await unit.attachments.list();
      return (await unit.plans.list()).map((plan) => summaryOf(plan, attachments, world));
    });
  }

  /** @throws {ServiceError} `not-found` */
  async get(actor: Actor, id: string): Promise<PlanDetail> {
    requirePermission(actor, 'plans.read');
    return this.#options.store.inTenant(actor.tenantId, async (unit) => detailOf(await requirePlan(unit, id)));
  }

  /** @throws {ServiceError} `taken` with `name` */
  async create(actor: Actor, { name, template }: { readonly name: string; readonly template: PlanTemplate }): Promise<PlanDetail> {
    requirePermission(actor, 'plans.update');
    const draft = planOfTemplate(template, await this.#options.languageOf(actor.tenantId));
    return this.#change(actor, (unit) => this.#insert(unit, actor, { name, draft, action: 'plan.created' }));
  }

  /** A plan from a file. A name that is taken gets a number. @throws {ServiceError} `invalid-fields` with `file` when it is no plan */
  async import(
    actor: Actor,
    { name, file }: { readonly name: string; readonly file?: unknown },
  ): Promise<{ readonly plan: PlanDetail; readonly repairs: string[] }> {
    requirePermission(actor, 'plans.update');
    const { plan: draft, repairs } = repaired(file);
    const plan = await this.#change(actor, async (unit) => {
      const taken = (await unit.plans.list()).map((other) => other.name);
      return this.#insert(unit, actor, { name: freeName(name, taken), draft, action: 'plan.imported' });
    });
    return { plan, repairs };
  }

  /** @throws {ServiceError} `not-found`, `taken` with `name` */
  async rename(actor: Actor, id: string, name: string): Promise<PlanDetail> {
    requirePermission(actor, 'plans.update');
    return this.#change(actor, async (unit) => {
      const before = await requirePlan(unit, id);
      await unit.plans.rename(id, name, actor.userId);
      await unit.audit(factOf(actor, 'plan.renamed', id, { before: { name: before.name }, after: { name } }));
      return this.#told(unit, id);
    });
  }

  /** @throws {ServiceError} `not-found`, `in-use` while lines or other plans lead to it */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'plans.update');
    const { store, news } = this.#options;
    await store.inTenant(actor.tenantId, async (unit) => {
      const plan = await requirePlan(unit, id, 'locked');
      const lines = (await unit.attachments.ofPlan(id)).map(({ value }) => value);
      const others = ((await usesIn(unit)).get(`plan/${id}`) ?? []).filter(({ planId }) => planId !== id);
      if (lines.length + others.length > 0) throw inUse([...lines, ...others.map(({ name }) => name)]);
      await unit.plans.delete(id);
      await unit.audit(factOf(actor, 'plan.deleted', id, { before: { name: plan.name } }));
      unit.afterCommit(() => news.changed(actor.tenantId, plan));
    });
  }

  /**
   * Applies operations in order, all or none; gives the new revision.
   * @throws {ServiceError} `not-found`, `changed-meanwhile`, `invalid-fields` naming the operation that does not fit
   */
  async changeDraft(
    actor: Actor,
    id: string,
    change: { readonly revision: number; readonly operations: readonly Operation[] },
  ): Promise<number> {
    requirePermission(actor, 'plans.update');
    const { store, news } = this.#options;
    return store.inTenant(actor.tenantId, async (unit) => {
      const before = await requirePlan(unit, id, 'locked');
      if (before.revision !== change.revision) throw new ServiceError('changed-meanwhile');
      const draft = JSON.stringify(changed(readPlan(before.draft), change.operations));
      if (!(await unit.plans.setDraft(id, before.revision, { draft, by: actor.userId }))) throw new ServiceError('changed-meanwhile');
      const revision = before.revision + 1;
      await unit.audit(factOf(actor, 'plan.draft-changed', id, { after: { revision, operations: change.operations.length } }));
      unit.afterCommit(() => news.changed(actor.tenantId, { ...before, revision }));
      return revision;
    });
  }

  /** @throws {ServiceError} `not-found` */
  async tests(actor: Actor, id: string): Promise<readonly SimulationTest[]> {
    requirePermission(actor, 'plans.read');
    return this.#options.store.inTenant(actor.tenantId, async (unit) => {
      await requirePlan(unit, id);
      return readTests(await unit.plans.tests(id));
    });
  }

  /** @throws {ServiceError} `not-found` */
  async setTests(actor: Actor, id: string, tests: readonly SimulationTest[]): Promise<void> {
    requirePermission(actor, 'plans.update');
    await this.#options.store.inTenant(actor.tenantId, async (unit) => {
      await requirePlan(unit, id, 'locked');
      await unit.plans.setTests(id, JSON.stringify(tests));
      await unit.audit(factOf(actor, 'plan.tests-changed', id, { after: { tests: tests.length } }));
    });
  }

  /** What the settings of a plan can name. @throws {ServiceError} `not-found` */
  async world(actor: Actor, id: string): Promise<PlanWorld> {
    requirePermission(actor, 'plans.read');
    await this.#options.store.inTenant(actor.tenantId, (unit) => requirePlan(unit, id));
    return this.#options.worlds.of(actor, id);
  }

  async #insert(
    unit: DialplanUnit,
    actor: Actor,
    { name, draft, action }: { readonly name: string; readonly draft: Plan; readonly action: string },
  ): Promise<PlanDetail> {
    const id = newId();
    await unit.plans.insert({ id, name, draft: JSON.stringify(draft), by: actor.userId });
    await unit.audit(factOf(actor, action, id, { after: { name } }));
    return this.#told(unit, id);
  }

  async #told(unit: DialplanUnit, id: string): Promise<PlanDetail> {
    const plan = await requirePlan(unit, id);
    unit.afterCommit(() => this.#options.news.changed(unit.tenantId, plan));
    return detailOf(plan);
  }

  async #change<T>(actor: Actor, work: (unit: DialplanUnit) => Promise<T>): Promise<T> {
    return takenAsField(() => this.#options.store.inTenant(actor.tenantId, work));
  }
}

function changed(plan: Plan, operations: readonly Operation[]): Plan {
  let current = plan;
  for (const [index, operation] of operations.entries()) {
    const edit = applyOperation(current, operation);
    if (!edit.ok) throw new ServiceError('invalid-fields', { fields: { [`operations.${index}`]: edit.reason } });
    current = edit.plan;
  }
  return current;
}
