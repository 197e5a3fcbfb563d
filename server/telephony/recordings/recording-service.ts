import type {
  PolicySubject,
  RecordingAccess,
  RecordingDetails,
  RecordingPolicy,
  RecordingQuery,
  RecordingSide,
  RecordingSummary,
  UpdateRecording,
} from '../../../protocol/media/recordings.ts';
import type { SealedTrack } from '../../../protocol/media/sealing.ts';
import { can } from '../../../protocol/identity/permissions.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { ObjectReader, RecipientObject, RecipientObjects } from '../../storage/index.ts';
import { formatPosition, parsePosition } from '../history/history-position.ts';
import { AccessLog } from './access-log.ts';
import { detailsOf, summaryOf } from './recording-handlers.ts';
import type { RecordingFilter, RecordingReceipt, RecordingStore } from './recording-store.ts';
import type { PolicyKey, Recording, StoredHold } from './recording.ts';

export interface RecordingServiceOptions {
  readonly store: RecordingStore;
  readonly objects: RecipientObjects;
  readonly clock: Clock;
  /** Whether this tenant has such a person or queue. */
  readonly exists: (tenantId: string, subject: PolicyKey) => Promise<boolean>;
  /** What a person of this tenant is called; undefined when they are gone. */
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
}

export interface TrackFile {
  readonly reader: ObjectReader;
  readonly startedAtMs: number;
}

export interface TrackRequest {
  readonly side: RecordingSide;
  readonly purpose: 'listen' | 'export';
}

/** Recorded calls for those who may hear them: their own, or all. What somebody may not hear is not there for them. */
export class RecordingService {
  readonly #store: RecordingStore;
  readonly #objects: RecipientObjects;
  readonly #clock: Clock;
  readonly #exists: RecordingServiceOptions['exists'];
  readonly #nameOf: RecordingServiceOptions['nameOf'];
  readonly #accesses: AccessLog;

  constructor({ store, objects, clock, exists, nameOf }: RecordingServiceOptions) {
    this.#store = store;
    this.#objects = objects;
    this.#clock = clock;
    this.#exists = exists;
    this.#nameOf = nameOf;
    this.#accesses = new AccessLog({ store, clock });
  }

  /** @throws {ServiceError} `forbidden`; `invalid-fields` when `before` is none of ours */
  async list(actor: Actor, query: RecordingQuery): Promise<{ items: RecordingSummary[]; nextBefore: string | null }> {
    requirePermission(actor, query.scope === 'all' ? 'recordings.read-all' : 'recordings.read-own');
    const found = await this.#store.list(actor.tenantId, filterOf(actor, query));
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    return { items: page.map(summaryOf), nextBefore: found.length > query.limit && last ? formatPosition(last) : null };
  }

  /** @throws {ServiceError} `not-found` */
  async get(actor: Actor, id: string): Promise<RecordingDetails> {
    const recording = await this.#readable(actor, id);
    const { hold } = recording;
    const names = await this.#namesOf(actor.tenantId, hold ? [hold.by, ...(hold.releaseAskedBy ? [hold.releaseAskedBy] : [])] : []);
    const sealed = await this.#sealedTracksOf(actor.tenantId, recording);
    return detailsOf(
      recording,
      (userId) => names.get(userId) ?? null,
      (objectId) => sealed.get(objectId),
    );
  }

  /**
   * A track's bytes; that somebody listens or exports is on disk before. Whoever asked closes the reader.
   * @throws {ServiceError} `not-found`; `sealed` when the server cannot open it
   */
  async openTrack(actor: Actor, id: string, request: TrackRequest): Promise<TrackFile> {
    const recording = await this.#readable(actor, id);
    if (recording.sealedTo !== undefined) throw new ServiceError('sealed');
    const track = recording.tracks.find(({ side }) => side === request.side);
    const reader = track && (await this.#objects.open(actor.tenantId, track.objectId));
    if (!reader) throw new ServiceError('not-found');
    try {
      await this.#accesses.note(actor, id, request);
      return { reader, startedAtMs: recording.startedAtMs };
    } catch (error) {
      await reader.close();
      throw error;
    }
  }

  /** A sealed track as it is stored; the access is on disk before. @throws {ServiceError} `not-found`, also for what is not sealed */
  async openSealedTrack(actor: Actor, id: string, request: TrackRequest): Promise<RecipientObject> {
    const recording = await this.#readable(actor, id);
    const track = recording.tracks.find(({ side }) => side === request.side);
    const object = track && (await this.#objects.openForRecipient(actor.tenantId, track.objectId));
    if (!object) throw new ServiceError('not-found');
    await this.#accesses.note(actor, id, request);
    return object;
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`; `sealed` when it is written as the recording is not */
  async annotate(actor: Actor, id: string, { notes, tags, sealedNotes, version }: UpdateRecording): Promise<RecordingDetails> {
    const { sealedTo } = await this.#readable(actor, id);
    const isPlain = notes !== undefined || tags !== undefined;
    if (sealedTo === undefined ? sealedNotes !== undefined : isPlain) throw new ServiceError('sealed');
    const sealed = sealedNotes && { keyVersion: sealedNotes.keyVersion, sealed: Buffer.from(sealedNotes.sealed, 'base64url') };
    const change = { notes, tags: tags && [...new Set(tags)], sealedNotes: sealed, version };
    const result = await this.#store.annotate(actor.tenantId, id, change);
    if (result === 'gone') throw new ServiceError('not-found');
    if (result === 'changed') throw new ServiceError('changed-meanwhile');
    return this.get(actor, id);
  }

  /** Keeps it until two people agree to let it go. @throws {ServiceError} `forbidden`, `not-found`, `taken` when it is held already */
  async hold(actor: Actor, id: string, reason: string): Promise<RecordingDetails> {
    requirePermission(actor, 'recordings.hold');
    const { hold } = await this.#readable(actor, id);
    if (hold) throw new ServiceError('taken');
    const to: StoredHold = { reason, by: actor.userId, atMs: this.#clock.now(), releaseAskedBy: undefined };
    return this.#changeHold(actor, id, { from: undefined, to }, 'recording.held');
  }

  /**
   * The first who calls it asks for the end of the hold, another one agrees.
   * @throws {ServiceError} `forbidden`, also for who asked and now agrees with themselves; `not-found` when nothing is held
   */
  async release(actor: Actor, id: string): Promise<RecordingDetails> {
    requirePermission(actor, 'recordings.hold');
    const { hold } = await this.#readable(actor, id);
    if (!hold) throw new ServiceError('not-found');
    if (hold.releaseAskedBy === actor.userId) throw new ServiceError('forbidden');
    const to = hold.releaseAskedBy === undefined ? { ...hold, releaseAskedBy: actor.userId } : undefined;
    return this.#changeHold(actor, id, { from: hold, to }, to ? 'recording.release_asked' : 'recording.released');
  }

  /** @throws {ServiceError} `forbidden`, `not-found` */
  async accesses(actor: Actor, id: string): Promise<RecordingAccess> {
    requirePermission(actor, 'recordings.read-all');
    await this.#readable(actor, id);
    const entries = await this.#store.listAccess(actor.tenantId, id);
    const names = await this.#namesOf(
      actor.tenantId,
      entries.map(({ userId }) => userId),
    );
    return {
      items: entries.map(({ userId, purpose, atMs }) => ({
        userId,
        name: names.get(userId) ?? null,
        purpose,
        at: new Date(atMs).toISOString(),
      })),
    };
  }

  /** @throws {ServiceError} `forbidden`, `not-found` */
  async policy(actor: Actor, kind: PolicySubject, id: string): Promise<RecordingPolicy> {
    await this.#requireSubject(actor, { kind, id });
    const [policy = 'on-demand'] = await this.#store.policies(actor.tenantId, [{ kind, id }]);
    return policy;
  }

  /** @throws {ServiceError} `forbidden`, `not-found` */
  async setPolicy(actor: Actor, subject: PolicyKey, policy: RecordingPolicy): Promise<void> {
    await this.#requireSubject(actor, subject);
    await this.#store.setPolicy(actor.tenantId, subject, policy, receiptOf(actor, 'recording.policy_set', { policy }));
  }

  async #namesOf(tenantId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const userId of new Set(userIds)) {
      const name = await this.#nameOf(tenantId, userId);
      if (name !== undefined) names.set(userId, name);
    }
    return names;
  }

  async #sealedTracksOf(tenantId: string, { sealedTo, tracks }: Recording): Promise<ReadonlyMap<string, SealedTrack>> {
    const sealed = new Map<string, SealedTrack>();
    if (sealedTo === undefined) return sealed;
    for (const { objectId } of tracks) {
      const object = await this.#objects.openForRecipient(tenantId, objectId);
      if (!object) continue;
      const { contentType, keyVersion, sealedKey } = object;
      sealed.set(objectId, { objectId, contentType, keyVersion, sealedKey: sealedKey.toString('base64url') });
    }
    return sealed;
  }

  async #requireSubject(actor: Actor, subject: PolicyKey): Promise<void> {
    requirePermission(actor, 'recordings.set-policy');
    if (!(await this.#exists(actor.tenantId, subject))) throw new ServiceError('not-found');
  }

  async #changeHold(
    ...[actor, id, change, action]: [Actor, string, Parameters<RecordingStore['setHold']>[2], string]
  ): Promise<RecordingDetails> {
    if (!(await this.#store.setHold(actor.tenantId, id, change, receiptOf(actor, action)))) throw new ServiceError('changed-meanwhile');
    return this.get(actor, id);
  }

  async #readable(actor: Actor, id: string): Promise<Recording> {
    requirePermission(actor, 'recordings.read-own');
    const recording = await this.#store.get(actor.tenantId, id);
    const isOwn = recording && [recording.caller.userId, recording.callee.userId].includes(actor.userId);
    if (!recording || !(isOwn || can(actor.role, 'recordings.read-all'))) throw new ServiceError('not-found');
    return recording;
  }
}

function filterOf(actor: Actor, query: RecordingQuery): RecordingFilter {
  const before = query.before === undefined ? undefined : parsePosition(query.before);
  if (query.before !== undefined && !before) throw new ServiceError('invalid-fields', { fields: { before: 'unknown' } });
  const msOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));
  return {
    userIds: [...(query.scope === 'own' ? [actor.userId] : []), ...(query.userId === undefined ? [] : [query.userId])],
    query: query.query,
    tag: query.tag,
    fromMs: msOf(query.from),
    toMs: msOf(query.to),
    isHeld: query.hold === undefined ? undefined : query.hold === 'held',
    isOldestFirst: query.order === 'oldest',
    hasSealedNotes: query.only === 'sealed-notes',
    before,
    // One more than asked for says whether there is another page.
    limit: query.limit + 1,
  };
}

function receiptOf(actor: Actor, action: string, after?: RecordingReceipt['after']): RecordingReceipt {
  return { actorUserId: actor.userId, action, address: actor.address, ...(after ? { after } : {}) };
}
