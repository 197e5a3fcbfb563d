import { keptUntilMs } from '../../telephony/index.ts';
import type { RunStore, StoredRun } from './run-store.ts';

/** Runs in memory. */
export class FakeRunStore implements RunStore {
  readonly #runs = new Map<string, { readonly tenantId: string; readonly run: StoredRun }>();

  async save(tenantId: string, run: StoredRun): Promise<void> {
    const before = this.#runs.get(run.callId);
    if (before?.run.endedAtMs !== undefined && run.endedAtMs === undefined) return;
    this.#runs.set(run.callId, { tenantId, run });
  }

  async ofCall(tenantId: string, callId: string): Promise<StoredRun | undefined> {
    const found = this.#runs.get(callId);
    return found?.tenantId === tenantId ? found.run : undefined;
  }

  async ofPlan(tenantId: string, planId: string, limit: number): Promise<readonly StoredRun[]> {
    return [...this.#runs.values()]
      .filter((entry) => entry.tenantId === tenantId && entry.run.planId === planId)
      .map((entry) => entry.run)
      .toSorted((one, other) => other.startedAtMs - one.startedAtMs)
      .slice(0, limit);
  }

  async closeUnfinished(tenantId: string, nodeId: string, atMs: number): Promise<number> {
    const open = [...this.#runs.values()].filter(
      (entry) => entry.tenantId === tenantId && entry.run.nodeId === nodeId && entry.run.endedAtMs === undefined,
    );
    for (const { run } of open) this.#runs.set(run.callId, { tenantId, run: { ...run, endedAtMs: atMs, endWhy: 'server-restarted' } });
    return open.length;
  }

  async removeKept(tenantId: string, nowMs: number, limit: number): Promise<number> {
    const kept = [...this.#runs.values()].filter((entry) => entry.tenantId === tenantId && keptUntilMs(entry.run.startedAtMs) <= nowMs);
    const removed = kept.slice(0, limit);
    for (const { run } of removed) this.#runs.delete(run.callId);
    return removed.length;
  }
}
