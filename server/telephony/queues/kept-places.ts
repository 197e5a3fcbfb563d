import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall, RingPerson } from '../calls/attended-call.ts';
import type { Originate } from './agent-offer.ts';
import type { CallbackStore, StoredCallback } from './callback-store.ts';
import { KeptPlace } from './kept-place.ts';
import { PlaceWriter } from './place-writer.ts';
import type { QueueLine } from './queue-line.ts';
import type { QueueVisit } from './queue-visit.ts';

export interface KeptPlacesOptions {
  readonly tenantId: string;
  readonly store: CallbackStore;
  readonly lineOf: (queueId: string) => QueueLine | undefined;
  readonly originate: Originate;
  readonly personOf: (userId: string) => Promise<RingPerson | undefined>;
  /** An agent's call to call a caller of this queue back began. */
  readonly onCallingBack: (call: AttendedCall, queueId: string) => void;
  /** A place is new, or something about one is. */
  readonly onChanged: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The kept places of one tenant: each is a row on disk, and stands in the line of its queue. */
export class KeptPlaces {
  readonly #options: KeptPlacesOptions;
  readonly #places = new Map<string, KeptPlace>();
  readonly #writer: PlaceWriter;

  constructor(options: KeptPlacesOptions) {
    this.#options = options;
    this.#writer = new PlaceWriter(options);
  }

  /** Puts what the last run of the server left into the lines. */
  async load(): Promise<void> {
    const { store, tenantId } = this.#options;
    for (const stored of await store.live(tenantId)) this.#add(stored, undefined);
  }

  /**
   * Keeps the place of a caller who is on the phone; it is offered when they have hung up.
   * @throws {StorageError} when it cannot be kept; {@link Error} for who is no person of the tenant
   */
  async keep({ call, order, sinceMs }: QueueVisit): Promise<void> {
    const { tenantId, store, clock } = this.#options;
    const { userId, displayName, number } = call.caller;
    if (userId === undefined) throw new Error('only people of the tenant can be called back');
    const stored = await store.keep(tenantId, {
      id: newId(clock.now()),
      queueId: order.queueId,
      callId: call.id,
      pbxId: call.pbxId,
      caller: { userId, displayName, number },
      priority: order.priority,
      skills: order.skills,
      presentation: order.presentation,
      joinedAtMs: Math.round(sinceMs),
      askedAtMs: clock.now(),
      state: 'waiting',
      attempts: 0,
      nextAttemptAtMs: undefined,
      agentName: undefined,
      ended: undefined,
    });
    if (!this.#places.has(stored.id)) this.#add(stored, call.ended);
  }

  /** A caller comes to a queue again: since when they waited, if they had a place there. It ends. */
  take(queueId: string, userId: string | undefined): number | undefined {
    const place = this.#all.find((each) => each.stored.queueId === queueId && each.callerUserId === userId);
    place?.giveUp('returned');
    return place?.sinceMs;
  }

  /** A person was disabled or deleted. */
  handleGone(userId: string): void {
    for (const place of this.#all) if (place.callerUserId === userId) place.giveUp('caller-gone');
  }

  /** A queue was deleted, and the rows of its places with it. */
  handleQueueGone(queueId: string): void {
    for (const place of this.#all) if (place.stored.queueId === queueId) place.close();
  }

  close(): void {
    for (const place of this.#all) place.close();
    this.#writer.close();
  }

  get #all(): readonly KeptPlace[] {
    return [...this.#places.values()];
  }

  #add(stored: StoredCallback, askedIn: AbortSignal | undefined): void {
    const { lineOf, originate, personOf, onCallingBack, clock, logger } = this.#options;
    const line = lineOf(stored.queueId);
    // Deleted in this very moment, and the row with it.
    if (!line) return;
    const place = new KeptPlace({
      stored,
      askedIn,
      queueName: () => line.queue.name,
      originate,
      personOf,
      onCallingBack: (call) => onCallingBack(call, stored.queueId),
      onChanged: (changed, by) => {
        this.#writer.write(changed, by);
        this.#options.onChanged();
      },
      clock,
      logger,
    });
    this.#places.set(stored.id, place);
    place.once('over', () => this.#places.delete(stored.id));
    line.join(place);
    this.#options.onChanged();
  }
}
