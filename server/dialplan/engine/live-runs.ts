import type { z } from 'zod';
import type { dialplanNotifications } from '../../../protocol/dialplan/notifications.ts';
import type { Clock, Timer } from '../../platform/clock.ts';

/** A call that is in a plan now. */
export interface LiveRun {
  readonly tenantId: string;
  readonly callId: string;
  readonly callerName: string;
  readonly callerNumber: string;
  /** Where it stands: in a sub-plan it is in a node of each plan on the way. */
  readonly places: readonly { readonly planId: string; readonly nodeId: string; readonly enteredAtMs: number }[];
}

export type PlanCounts = z.infer<(typeof dialplanNotifications)['plan.live']>;

export interface LiveRunsOptions {
  readonly clock: Clock;
  readonly tell: (tenantId: string, counts: PlanCounts) => void;
}

const quietMs = 1_000;

/** Which calls are in which node now; told at most once a second and plan, the last state always. */
export class LiveRuns {
  readonly #options: LiveRunsOptions;
  readonly #byTenant = new Map<string, Map<string, LiveRun>>();
  /** Plans that were told of less than a second ago, by `<tenant>/<plan>`. */
  readonly #quiet = new Map<string, { timer: Timer; isDue: boolean }>();

  constructor(options: LiveRunsOptions) {
    this.#options = options;
  }

  get size(): number {
    return [...this.#byTenant.values()].reduce((sum, runs) => sum + runs.size, 0);
  }

  /** A call came in or moved on. */
  set(run: LiveRun): void {
    const runs = this.#byTenant.get(run.tenantId) ?? new Map<string, LiveRun>();
    this.#byTenant.set(run.tenantId, runs);
    const before = runs.get(run.callId);
    runs.set(run.callId, run);
    this.#changed(run.tenantId, [...(before?.places ?? []), ...run.places]);
  }

  /** A call left. Idempotent. */
  delete(tenantId: string, callId: string): void {
    const runs = this.#byTenant.get(tenantId);
    const before = runs?.get(callId);
    if (!runs || !before) return;
    runs.delete(callId);
    if (runs.size === 0) this.#byTenant.delete(tenantId);
    this.#changed(tenantId, before.places);
  }

  /** Calls in a plan, each with where it is in that plan. */
  inPlan(tenantId: string, planId: string): readonly { readonly run: LiveRun; readonly nodeId: string; readonly enteredAtMs: number }[] {
    return [...(this.#byTenant.get(tenantId)?.values() ?? [])].flatMap((run) =>
      run.places.filter((place) => place.planId === planId).map(({ nodeId, enteredAtMs }) => ({ run, nodeId, enteredAtMs })),
    );
  }

  countsOf(tenantId: string, planId: string): PlanCounts {
    const counts = new Map<string, number>();
    for (const { nodeId } of this.inPlan(tenantId, planId)) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
    return { planId, nodes: [...counts].map(([nodeId, count]) => ({ nodeId, count })) };
  }

  close(): void {
    for (const { timer } of this.#quiet.values()) timer.stop();
    this.#quiet.clear();
  }

  #changed(tenantId: string, places: LiveRun['places']): void {
    for (const planId of new Set(places.map((place) => place.planId))) {
      const quiet = this.#quiet.get(`${tenantId}/${planId}`);
      if (quiet) quiet.isDue = true;
      else this.#tell(tenantId, planId);
    }
  }

  #tell(tenantId: string, planId: string): void {
    const key = `${tenantId}/${planId}`;
    const timer = this.#options.clock.after(quietMs, () => {
      const isDue = this.#quiet.get(key)?.isDue ?? false;
      this.#quiet.delete(key);
      if (isDue) this.#tell(tenantId, planId);
    });
    this.#quiet.set(key, { timer, isDue: false });
    this.#options.tell(tenantId, this.countsOf(tenantId, planId));
  }
}
