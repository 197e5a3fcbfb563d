import { maxOpenAlerts, type Acknowledgement, type EmergencyAlertStore, type EmergencyCall } from './emergency-alert-store.ts';

interface Kept {
  readonly tenantId: string;
  readonly call: EmergencyCall;
  readonly acknowledged: Acknowledgement | undefined;
}

/** Emergency alerts in memory. */
export class FakeEmergencyAlertStore implements EmergencyAlertStore {
  readonly #kept = new Map<string, Kept>();
  /** Until further notice every call fails, as with a database that is away. */
  failure: Error | undefined;

  async add(tenantId: string, call: EmergencyCall): Promise<void> {
    if (this.failure) throw this.failure;
    const key = `${tenantId} ${call.id}`;
    if (!this.#kept.has(key)) this.#kept.set(key, { tenantId, call, acknowledged: undefined });
  }

  async open(tenantId: string): Promise<readonly EmergencyCall[]> {
    return [...this.#kept.values()]
      .filter((kept) => kept.tenantId === tenantId && !kept.acknowledged)
      .map((kept) => kept.call)
      .toSorted((left, right) => right.atMs - left.atMs)
      .slice(0, maxOpenAlerts);
  }

  async acknowledge(tenantId: string, id: string, by: Acknowledgement): Promise<boolean> {
    const key = `${tenantId} ${id}`;
    const kept = this.#kept.get(key);
    if (!kept) return false;
    if (!kept.acknowledged) this.#kept.set(key, { ...kept, acknowledged: by });
    return true;
  }
}
