import type { PlanLive, PlanRun } from '../../../protocol/dialplan/api.ts';
import { can } from '../../../protocol/identity/permissions.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { DialplanStore } from '../dialplan-store.ts';
import type { LiveRuns } from '../engine/live-runs.ts';
import type { RunStore, StoredRun } from '../engine/run-store.ts';
import { readPlan } from './read-plan.ts';
import { requirePlan } from './plan-rules.ts';

export interface PlanActivityOptions {
  readonly store: DialplanStore;
  readonly runs: RunStore;
  readonly live: LiveRuns;
}

const maxRuns = 50;

/** Calls in plans: those that are there now, and the ways of those that were. */
export class PlanActivity {
  readonly #options: PlanActivityOptions;

  constructor(options: PlanActivityOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `not-found` */
  async live(actor: Actor, planId: string): Promise<PlanLive> {
    requirePermission(actor, 'plans.read');
    const { store, live } = this.#options;
    await store.inTenant(actor.tenantId, (unit) => requirePlan(unit, planId));
    return {
      nodes: live.countsOf(actor.tenantId, planId).nodes,
      calls: live.inPlan(actor.tenantId, planId).map(({ run, nodeId, enteredAtMs }) => ({
        callId: run.callId,
        callerName: run.callerName,
        callerNumber: run.callerNumber,
        nodeId,
        enteredAt: instant(enteredAtMs),
      })),
    };
  }

  /** The last calls that went through the plan, newest first. @throws {ServiceError} `not-found` */
  async runs(actor: Actor, planId: string): Promise<readonly PlanRun[]> {
    requirePermission(actor, 'plans.read');
    const { store, runs } = this.#options;
    await store.inTenant(actor.tenantId, (unit) => requirePlan(unit, planId));
    return (await runs.ofPlan(actor.tenantId, planId, maxRuns)).map(runOf);
  }

  /** A call's way, for those who were in it and those who see all calls. @throws {ServiceError} `not-found` */
  async pathOf(actor: Actor, callId: string): Promise<PlanRun> {
    requirePermission(actor, 'calls.read-own');
    const run = await this.#options.runs.ofCall(actor.tenantId, callId);
    const isTheirs = run !== undefined && (run.caller.userId === actor.userId || run.answeredBy === actor.userId);
    if (!run || !(isTheirs || can(actor.role, 'calls.read-all'))) throw new ServiceError('not-found');
    const titles = await this.#titlesOf(actor.tenantId, run);
    const answer = runOf(run);
    return {
      ...answer,
      path: answer.path.map((step) => ({ ...step, ...(step.planId === run.planId ? titles.get(step.nodeId) : undefined) })),
    };
  }

  async #titlesOf(tenantId: string, { planId, version }: StoredRun): Promise<ReadonlyMap<string, { readonly title: string }>> {
    const stored = await this.#options.store.inTenant(tenantId, (unit) => unit.plans.version(planId, version));
    const named = stored ? readPlan(stored.plan).nodes.filter(({ title }) => title !== '') : [];
    return new Map(named.map(({ id, title }) => [id, { title }]));
  }
}

function runOf(run: StoredRun): PlanRun {
  return {
    callId: run.callId,
    version: run.version,
    startedAt: instant(run.startedAtMs),
    callerName: run.caller.name,
    callerNumber: run.caller.number,
    dialled: run.dialled,
    ...(run.endWhy === undefined ? {} : { end: run.endWhy }),
    path: run.path.map(({ planId, nodeId, kind, enteredAtMs, exit, leftAtMs, why }) => ({
      planId,
      nodeId,
      kind,
      enteredAt: instant(enteredAtMs),
      exit: exit ?? null,
      leftAt: leftAtMs === undefined ? null : instant(leftAtMs),
      why: why ?? null,
    })),
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
