import type { RecordingPolicy } from '../../../protocol/media/recordings.ts';
import { maxAccessEntries } from './recording-store.ts';
import type { RecordingFilter, RecordingReceipt, RecordingStore } from './recording-store.ts';
import { usualPolicy } from './recording.ts';
import type { AccessEntry, NewRecording, PolicyKey, Recording, RecordingEnd } from './recording.ts';

/** Recorded calls in memory. */
export class FakeRecordingStore implements RecordingStore {
  /** What the audit log would say. */
  readonly receipts: RecordingReceipt[] = [];
  readonly #recordings = new Map<string, Recording>();
  readonly #access = new Map<string, AccessEntry[]>();
  readonly #policies = new Map<string, RecordingPolicy>();

  async add(tenantId: string, recording: NewRecording, receipt: RecordingReceipt): Promise<void> {
    const { objects, ...others } = recording;
    const track = { durationMs: 0, isWhole: false, envelope: undefined };
    const tracks = (['callee', 'caller'] as const).map((side) => ({ side, objectId: objects[side], ...track }));
    const empty = {
      durationMs: 0,
      state: 'recording',
      tracks,
      gaps: [],
      notes: '',
      tags: [],
      sealedNotes: undefined,
      hold: undefined,
      version: 1,
    } as const;
    this.#recordings.set(keyOf(tenantId, recording.id), { ...others, ...empty });
    this.receipts.push(receipt);
  }

  async finish(tenantId: string, id: string, end: RecordingEnd): Promise<void> {
    this.#change(tenantId, id, (recording) => ({
      ...recording,
      ...end,
      tracks: recording.tracks.map((track) => ({ ...track, ...end.tracks.find(({ side }) => side === track.side) })),
    }));
  }

  async setEnvelope(...[tenantId, id, { side, envelope }]: Parameters<RecordingStore['setEnvelope']>): Promise<void> {
    this.#change(tenantId, id, (recording) => ({
      ...recording,
      tracks: recording.tracks.map((track) => (track.side === side ? { ...track, envelope } : track)),
    }));
  }

  async get(tenantId: string, id: string): Promise<Recording | undefined> {
    return this.#recordings.get(keyOf(tenantId, id));
  }

  async list(tenantId: string, filter: RecordingFilter): Promise<readonly Recording[]> {
    return this.#of(tenantId)
      .filter((recording) => matches(recording, filter))
      .toSorted(filter.isOldestFirst === true ? (one, other) => newestFirst(other, one) : newestFirst)
      .slice(0, filter.limit);
  }

  async annotate(
    ...[tenantId, id, { notes, tags, sealedNotes, version }]: Parameters<RecordingStore['annotate']>
  ): Promise<'done' | 'changed' | 'gone'> {
    const known = await this.get(tenantId, id);
    if (!known) return 'gone';
    if (known.version !== version) return 'changed';
    this.#change(tenantId, id, (recording) => ({
      ...recording,
      notes: notes ?? recording.notes,
      tags: tags ?? recording.tags,
      sealedNotes: sealedNotes ?? recording.sealedNotes,
      version: version + 1,
    }));
    return 'done';
  }

  async setHold(...[tenantId, id, { from, to }, receipt]: Parameters<RecordingStore['setHold']>): Promise<boolean> {
    const known = await this.get(tenantId, id);
    if (!known || known.hold?.atMs !== from?.atMs || known.hold?.releaseAskedBy !== from?.releaseAskedBy) return false;
    this.#change(tenantId, id, (recording) => ({ ...recording, hold: to }));
    this.receipts.push(receipt);
    return true;
  }

  async unfinished(tenantId: string, nodeId: string): Promise<readonly Recording[]> {
    return this.#of(tenantId).filter((recording) => recording.state === 'recording' && recording.nodeId === nodeId);
  }

  async older(...[tenantId, atMs, { limit, except }]: Parameters<RecordingStore['older']>): Promise<readonly Recording[]> {
    return this.#of(tenantId)
      .filter((recording) => recording.startedAtMs < atMs && !recording.hold && !except.includes(recording.id))
      .toSorted(newestFirst)
      .toReversed()
      .slice(0, limit);
  }

  async remove(...[tenantId, id, receipt, deleteBytes]: Parameters<RecordingStore['remove']>): Promise<boolean> {
    const known = await this.get(tenantId, id);
    if (!known || known.hold) return false;
    await deleteBytes();
    this.#recordings.delete(keyOf(tenantId, id));
    this.#access.delete(keyOf(tenantId, id));
    this.receipts.push(receipt);
    return true;
  }

  async addAccess(tenantId: string, id: string, entry: AccessEntry): Promise<void> {
    this.#access.set(keyOf(tenantId, id), [entry, ...(this.#access.get(keyOf(tenantId, id)) ?? [])]);
  }

  async listAccess(tenantId: string, id: string): Promise<readonly AccessEntry[]> {
    return (this.#access.get(keyOf(tenantId, id)) ?? []).slice(0, maxAccessEntries);
  }

  async policies(tenantId: string, keys: readonly PolicyKey[]): Promise<readonly RecordingPolicy[]> {
    return keys.map(({ kind, id }) => this.#policies.get(`${tenantId} ${kind} ${id}`) ?? usualPolicy);
  }

  async setPolicy(...[tenantId, { kind, id }, policy, receipt]: Parameters<RecordingStore['setPolicy']>): Promise<void> {
    this.#policies.set(`${tenantId} ${kind} ${id}`, policy);
    this.receipts.push(receipt);
  }

  #of(tenantId: string): Recording[] {
    return [...this.#recordings].filter(([key]) => key.startsWith(tenantId)).map(([, recording]) => recording);
  }

  #change(tenantId: string, id: string, change: (recording: Recording) => Recording): void {
    const known = this.#recordings.get(keyOf(tenantId, id));
    if (known) this.#recordings.set(keyOf(tenantId, id), change(known));
  }
}

function keyOf(tenantId: string, id: string): string {
  return `${tenantId} ${id}`;
}

function newestFirst(one: Recording, other: Recording): number {
  return other.startedAtMs - one.startedAtMs || (one.id < other.id ? 1 : -1);
}

function matches(
  recording: Recording,
  { userIds, query, tag, fromMs, toMs, isHeld, hasSealedNotes, isOldestFirst, before }: RecordingFilter,
): boolean {
  const { caller, callee, notes, tags, startedAtMs, id } = recording;
  const text = [notes, ...tags, caller.displayName, caller.number, callee.displayName, callee.number].join('\n').toLowerCase();
  return (
    userIds.every((userId) => caller.userId === userId || callee.userId === userId) &&
    text.includes(query.toLowerCase()) &&
    (tag === undefined || tags.includes(tag)) &&
    (fromMs === undefined || startedAtMs >= fromMs) &&
    (toMs === undefined || startedAtMs < toMs) &&
    (hasSealedNotes !== true || recording.sealedNotes !== undefined) &&
    (isHeld === undefined || isHeld === (recording.hold !== undefined)) &&
    (!before || (isOldestFirst === true ? isPast(before, { startedAtMs, id }) : isPast({ startedAtMs, id }, before)))
  );
}

type Place = Pick<Recording, 'startedAtMs' | 'id'>;

/** Whether one comes after the other in a list that has the newest first. */
function isPast(one: Place, other: Place): boolean {
  return one.startedAtMs < other.startedAtMs || (one.startedAtMs === other.startedAtMs && one.id < other.id);
}
