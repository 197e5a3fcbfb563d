import { can } from '../../../protocol/identity/permissions.ts';
import type { Callback, CallbackList } from '../../../protocol/telephony/callbacks.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { CallbackStore, StoredCallback } from './callback-store.ts';
import { KeptPlace } from './kept-place.ts';
import type { QueueLine } from './queue-line.ts';
import type { Queues } from './queues.ts';

/** Ended ones that are shown. */
const maxEnded = 50;

export interface CallbackServiceOptions {
  readonly queues: Pick<Queues, 'ofTenant'>;
  readonly store: Pick<CallbackStore, 'ended'>;
}

/** Kept places, for those who serve their queues and for supervisors ([QU82]). */
export class CallbackService {
  readonly #options: CallbackServiceOptions;

  constructor(options: CallbackServiceOptions) {
    this.#options = options;
  }

  /** Those of the queues that the actor serves; of all queues for supervisors. */
  async list(actor: Actor): Promise<CallbackList> {
    const lines = await this.#linesOf(actor);
    const names = new Map(lines.map(({ queue }) => [queue.id, queue.name]));
    const waiting = lines.flatMap((line) => placesIn(line).map(({ stored }) => viewOf(stored, line.queue.name)));
    const ended = await this.#options.store.ended(actor.tenantId, [...names.keys()], maxEnded);
    return { waiting, ended: ended.map((place) => viewOf(place, names.get(place.queueId) ?? '')) };
  }

  /** @throws {ServiceError} `not-found` for what is over, or in no queue of the actor's */
  async cancel(actor: Actor, id: string): Promise<void> {
    const lines = await this.#linesOf(actor);
    const place = lines.flatMap(placesIn).find(({ stored }) => stored.id === id);
    if (!place) throw new ServiceError('not-found');
    place.giveUp('cancelled', { userId: actor.userId, address: actor.address });
  }

  async #linesOf(actor: Actor): Promise<readonly QueueLine[]> {
    requirePermission(actor, 'queue.serve');
    const { lines } = await this.#options.queues.ofTenant(actor.tenantId);
    return can(actor.role, 'callbacks.manage') ? lines : lines.filter((line) => line.isMember(actor.userId));
  }
}

function placesIn(line: QueueLine): readonly KeptPlace[] {
  return line.inOrder.filter((waiter) => waiter instanceof KeptPlace);
}

function viewOf(place: StoredCallback, queueName: string): Callback {
  const { ended, nextAttemptAtMs } = place;
  return {
    id: place.id,
    queueId: place.queueId,
    queueName,
    callerName: place.caller.displayName,
    callerNumber: place.caller.number,
    joinedAt: timeOf(place.joinedAtMs),
    state: place.state,
    attempts: place.attempts,
    nextAttemptAt: nextAttemptAtMs === undefined ? null : timeOf(nextAttemptAtMs),
    endedAt: ended ? timeOf(ended.atMs) : null,
    end: ended?.how ?? null,
    agentName: place.agentName ?? null,
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
