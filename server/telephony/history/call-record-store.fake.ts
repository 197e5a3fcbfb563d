import { StorageError } from '../../storage/errors.ts';
import type { CallEvent, CallOffer, CallSnapshot } from './call-record.ts';
import type { CallRecordStore, HistoryFilter, StoredCall, StoredParty } from './call-record-store.ts';
import { isMissedByCallee, isMissedOffer } from './missed.ts';

interface Kept extends CallSnapshot {
  readonly seenAtMs: number | undefined;
}

/** Call records in memory, for tests of what is above. Set `isDown` to have a database that cannot be reached. */
export class FakeCallRecordStore implements CallRecordStore {
  isDown = false;
  /** Calls whose rows the database refuses, as when a person was deleted meanwhile. */
  readonly refused = new Set<string>();
  saves = 0;
  readonly #calls = new Map<string, Kept>();
  /** When a person saw what they were offered and missed. */
  readonly #seenOffers = new Map<string, number>();
  readonly #events = new Map<string, CallEvent>();

  async save(tenantId: string, snapshots: readonly CallSnapshot[], events: readonly CallEvent[]): Promise<void> {
    this.#requireUp();
    this.saves += 1;
    if (snapshots.some((snapshot) => this.refused.has(snapshot.id))) throw new StorageError('reference', 'a person is gone');
    for (const snapshot of snapshots) this.#save(tenantId, snapshot);
    for (const event of events) this.#events.set(`${event.callId}/${event.sequence}`, event);
  }

  async list(tenantId: string, filter: HistoryFilter): Promise<readonly StoredCall[]> {
    this.#requireUp();
    const wanted = filter.query.toLowerCase();
    return [...this.#calls.values()]
      .filter((call) => call.tenantId === tenantId && (isPartyTo(call, filter.userId) || offerTo(call, filter.userId) !== undefined))
      .filter((call) => textOf(call.caller.userId === filter.userId ? (call.callee ?? dialledParty(call)) : call.caller).includes(wanted))
      .filter((call) => !filter.before || compare(call, filter.before) < 0)
      .toSorted((one, other) => compare(other, one))
      .slice(0, filter.limit)
      .map((call) => this.#asSeenBy(filter.userId, call));
  }

  async markSeen(tenantId: string, userId: string, atMs: number): Promise<number> {
    this.#requireUp();
    const news = this.#news(tenantId, userId);
    for (const call of news) {
      if (call.callee?.userId === userId) this.#calls.set(call.id, { ...call, seenAtMs: atMs });
      else this.#seenOffers.set(`${call.id}/${userId}`, atMs);
    }
    return news.length;
  }

  async countNew(tenantId: string, userId: string): Promise<number> {
    this.#requireUp();
    return this.#news(tenantId, userId).length;
  }

  async path(tenantId: string, callId: string): Promise<unknown> {
    this.#requireUp();
    const call = this.#calls.get(callId);
    return call?.tenantId === tenantId && call.path.length > 0 ? call.path : undefined;
  }

  async closeUnfinished(tenantId: string, nodeId: string): Promise<number> {
    this.#requireUp();
    const open = [...this.#calls.values()].filter(
      (call) => call.tenantId === tenantId && call.nodeId === nodeId && call.endedAtMs === undefined,
    );
    for (const call of open) this.#close(call);
    return open.length;
  }

  eventsOf(callId: string): readonly CallEvent[] {
    return [...this.#events.values()].filter((event) => event.callId === callId).toSorted((one, other) => one.sequence - other.sequence);
  }

  #save(tenantId: string, snapshot: CallSnapshot): void {
    const before = this.#calls.get(snapshot.id);
    if (before?.endedAtMs !== undefined) return;
    this.#calls.set(snapshot.id, { ...snapshot, tenantId, seenAtMs: before?.seenAtMs });
  }

  #close(call: Kept): void {
    const events = this.eventsOf(call.id);
    const endedAtMs = Math.max(
      call.startedAtMs,
      call.ringingAtMs ?? 0,
      call.answeredAtMs ?? 0,
      call.quality?.sampledAtMs ?? 0,
      ...events.map((event) => event.atMs),
    );
    this.#calls.set(call.id, { ...call, endedAtMs, cause: 'server-stopped', endedBy: 'server' });
    const sequence = (events.at(-1)?.sequence ?? -1) + 1;
    const event: CallEvent = {
      tenantId: call.tenantId,
      callId: call.id,
      sequence,
      atMs: endedAtMs,
      kind: 'ended',
      data: { cause: 'server-stopped', by: 'server' },
    };
    this.#events.set(`${call.id}/${sequence}`, event);
  }

  #news(tenantId: string, userId: string): readonly Kept[] {
    return [...this.#calls.values()].filter((call) => {
      if (call.tenantId !== tenantId || call.caller.userId === userId) return false;
      if (call.callee?.userId === userId) return isMissedByCallee(call) && call.seenAtMs === undefined;
      const offer = offerTo(call, userId);
      return offer !== undefined && isMissedOffer(offer, call.endedAtMs) && !this.#seenOffers.has(`${call.id}/${userId}`);
    });
  }

  #asSeenBy(userId: string, { offers, path: _path, ...call }: Kept): StoredCall {
    const mine = offers.find((offer) => offer.userId === userId);
    if (!mine) return { ...call, offer: undefined };
    const { userId: _userId, ...offer } = mine;
    return { ...call, offer: { ...offer, seenAtMs: this.#seenOffers.get(`${call.id}/${userId}`) } };
  }

  #requireUp(): void {
    if (this.isDown) throw new StorageError('unavailable', 'the database cannot be reached');
  }
}

function isPartyTo(call: Kept, userId: string): boolean {
  return call.caller.userId === userId || call.callee?.userId === userId;
}

function offerTo(call: Kept, userId: string): CallOffer | undefined {
  return call.offers.find((offer) => offer.userId === userId);
}

function textOf(party: StoredParty): string {
  return `${party.displayName} ${party.number}`.toLowerCase();
}

function dialledParty(call: Kept): StoredParty {
  return { userId: undefined, displayName: call.dialled, number: call.dialled };
}

function compare(
  one: { readonly startedAtMs: number; readonly id: string },
  other: { readonly startedAtMs: number; readonly id: string },
): number {
  return one.startedAtMs - other.startedAtMs || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}
