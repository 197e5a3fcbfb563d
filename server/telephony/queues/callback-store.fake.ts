import { StorageError } from '../../storage/index.ts';
import type { Changer } from '../groups/named-store.ts';
import type { CallbackStore, StoredCallback } from './callback-store.ts';

/** Kept places in memory. */
export class FakeCallbackStore implements CallbackStore {
  /** Who cancelled what. */
  readonly cancelled: { readonly id: string; readonly by: Changer }[] = [];
  /** While true, the database is away. */
  isAway = false;
  readonly #rows = new Map<string, StoredCallback>();

  async keep(tenantId: string, place: StoredCallback): Promise<StoredCallback> {
    if (this.isAway) throw new StorageError('unavailable', 'away');
    const known = this.#of(tenantId).find(
      ({ queueId, caller, ended }) => !ended && queueId === place.queueId && caller.userId === place.caller.userId,
    );
    if (!known) this.#rows.set(`${tenantId}/${place.id}`, place);
    return known ?? place;
  }

  async live(tenantId: string): Promise<readonly StoredCallback[]> {
    return this.#of(tenantId)
      .filter(({ ended }) => !ended)
      .toSorted((one, other) => one.joinedAtMs - other.joinedAtMs);
  }

  async save(tenantId: string, place: StoredCallback, by?: Changer): Promise<void> {
    if (this.isAway) throw new StorageError('unavailable', 'away');
    const key = `${tenantId}/${place.id}`;
    if (this.#rows.has(key)) this.#rows.set(key, place);
    if (by) this.cancelled.push({ id: place.id, by });
  }

  async ended(tenantId: string, queueIds: readonly string[], limit: number): Promise<readonly StoredCallback[]> {
    return this.#of(tenantId)
      .filter(({ queueId, ended }) => ended && queueIds.includes(queueId))
      .toSorted((one, other) => (other.ended?.atMs ?? 0) - (one.ended?.atMs ?? 0))
      .slice(0, limit);
  }

  async prune(tenantId: string, endedBeforeMs: number): Promise<number> {
    const due = this.#of(tenantId).filter(({ ended }) => ended && ended.atMs < endedBeforeMs);
    for (const { id } of due) this.#rows.delete(`${tenantId}/${id}`);
    return due.length;
  }

  #of(tenantId: string): StoredCallback[] {
    return [...this.#rows].filter(([key]) => key.startsWith(`${tenantId}/`)).map(([, row]) => row);
  }
}
