import type { QueueOutcome } from '../../../protocol/dialplan/events.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { AgentDesk, AgentWish, Queue } from '../../../protocol/telephony/queues.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { AttendedCall, RingPerson } from '../calls/attended-call.ts';
import type { Originate } from './agent-offer.ts';
import type { CallbackStore } from './callback-store.ts';
import type { Announcer, QueueEnd, QueueOrder } from './queue-order.ts';
import type { QueueStore } from './queue-store.ts';
import { QueueVisit } from './queue-visit.ts';
import { TenantQueues } from './tenant-queues.ts';

export interface QueuesOptions {
  readonly store: QueueStore;
  readonly callbacks: CallbackStore;
  /** Begins calls that call somebody back. */
  readonly originate: Originate;
  /** An agent's call to call a caller of this queue back began. */
  readonly onCallingBack?: (call: AttendedCall, queueId: string) => void;
  readonly subscribers: Pick<Subscribers, 'byUser'>;
  /** Registered, in no call, and willing to be disturbed. */
  readonly isReachable: (tenantId: string, userId: string) => boolean;
  readonly announcer: Announcer;
  readonly notices: Notifier<typeof telephonyNotifications>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random?: () => number;
}

export interface QueueLoad {
  readonly waiting: number;
  readonly longestWaitSeconds: number;
  readonly agentsReady: number;
  readonly agentsSignedIn: number;
}

/** All queues of this node: callers come by `join`, agents by their desk. */
export class Queues {
  readonly #options: QueuesOptions;
  readonly #tenants = new Map<string, Promise<TenantQueues>>();
  readonly #loaded = new Map<string, TenantQueues>();

  constructor(options: QueuesOptions) {
    this.#options = options;
  }

  /** Callers waiting on this node, for /metrics. */
  get waiting(): number {
    const lines = [...this.#loaded.values()].flatMap((tenant) => tenant.lines);
    return lines.reduce((sum, line) => sum + line.waiting, 0);
  }

  /**
   * Lets an answered call wait in a queue; resolves when it leaves: with `answered` it is connected already. A caller who hangs
   * up leaves too; whoever runs the call knows by `call.ended`, and the outcome does not matter then.
   */
  async join(call: AttendedCall, order: QueueOrder): Promise<QueueEnd> {
    const tenant = await this.#tenant(call.tenantId);
    const line = tenant.line(order.queueId);
    const refusal = line ? line.refusal : 'no-agents';
    if (!line || refusal !== undefined || call.ended.aborted) return { outcome: refusal ?? 'no-agents', answeredBy: undefined };
    const { announcer, clock, logger } = this.#options;
    const visit = new QueueVisit({
      call,
      queue: line.queue,
      order,
      announcer,
      keptSinceMs: tenant.places.take(order.queueId, call.caller.userId),
      // Only people of the tenant can be rung.
      keepPlace: call.caller.userId === undefined ? undefined : (waiting) => tenant.places.keep(waiting),
      standing: (waiting) => line.standingOf(waiting),
      clock,
      logger,
    });
    const over = new Promise<QueueEnd>((resolve) =>
      visit.once('over', () => resolve({ outcome: outcomeOf(visit.end), answeredBy: visit.answeredBy })),
    );
    call.tellCaller({ activity: 'queue', details: { name: line.queue.name } });
    line.join(visit);
    return over;
  }

  /** The lines of a tenant, for who shows who waits in them. */
  async ofTenant(tenantId: string): Promise<Pick<TenantQueues, 'lines'>> {
    return this.#tenant(tenantId);
  }

  /** How a queue is now, for who decides by it; undefined when there is none. */
  async loadOf(tenantId: string, queueId: string): Promise<QueueLoad | undefined> {
    const line = (await this.#tenant(tenantId)).line(queueId);
    if (!line) return undefined;
    const { waiting, oldestJoinedAtMs, ready, signedIn } = line;
    const longestWaitMs = oldestJoinedAtMs === undefined ? 0 : Math.max(0, this.#options.clock.now() - oldestJoinedAtMs);
    return { waiting, longestWaitSeconds: Math.floor(longestWaitMs / 1_000), agentsReady: ready, agentsSignedIn: signedIn };
  }

  /** What an agent sees; undefined for who is in no queue. */
  async desk(tenantId: string, userId: string): Promise<AgentDesk | undefined> {
    return (await this.#tenant(tenantId)).deskOf(userId);
  }

  /** @throws {ServiceError} `not-found` for who is in no queue */
  async wish(tenantId: string, userId: string, wish: AgentWish): Promise<AgentDesk> {
    const tenant = await this.#tenant(tenantId);
    if (tenant.deskOf(userId)) {
      const agent = tenant.agent(userId);
      if (wish.state === 'ready') agent.beReady();
      else agent.pause(wish.reason);
    }
    return requireDesk(tenant, userId);
  }

  /** Signs an agent in to a queue or out of it. @throws {ServiceError} `not-found` for a queue that is not theirs */
  async signIn(
    tenantId: string,
    userId: string,
    { queueId, isSignedIn }: { readonly queueId: string; readonly isSignedIn: boolean },
  ): Promise<AgentDesk> {
    const tenant = await this.#tenant(tenantId);
    const isKept = await this.#options.store.saveSignIn(tenantId, { queueId, userId }, isSignedIn);
    const line = tenant.line(queueId);
    if (!isKept || !line?.isMember(userId)) throw new ServiceError('not-found');
    line.setSignedIn(userId, isSignedIn);
    return requireDesk(tenant, userId);
  }

  /** A queue was made or changed, or deleted (`undefined`). */
  async handleChange(tenantId: string, id: string, queue: Queue | undefined): Promise<void> {
    const tenant = await this.#tenant(tenantId);
    if (queue) tenant.configure(queue);
    else tenant.remove(id);
  }

  /** A person was disabled or deleted: nobody waits for them any more. Never rejects. */
  async handleGone(tenantId: string, userId: string): Promise<void> {
    try {
      const tenant = await this.#tenant(tenantId);
      const lines = tenant.lines.filter((line) => line.isSignedIn(userId));
      tenant.places.handleGone(userId);
      for (const line of lines) line.setSignedIn(userId, false);
      for (const { queue } of lines) await this.#options.store.saveSignIn(tenantId, { queueId: queue.id, userId }, false);
    } catch (error) {
      this.#options.logger.error({ err: error, tenantId, userId }, 'somebody who is gone could not be signed out of all queues');
    }
  }

  /** A person's registrations, calls or settings changed. */
  handlePerson(tenantId: string, userId: string): void {
    this.#loaded.get(tenantId)?.handlePerson(userId);
  }

  /** After a start: kept places of the last run wait again. Never rejects. */
  async resume(tenantIds: readonly string[]): Promise<void> {
    for (const tenantId of tenantIds) {
      try {
        if ((await this.#options.callbacks.live(tenantId)).length > 0) await this.#tenant(tenantId);
      } catch (error) {
        this.#options.logger.error({ err: error, tenantId }, 'kept places of the last run could not be read');
      }
    }
  }

  close(): void {
    for (const tenant of this.#loaded.values()) tenant.close();
  }

  #tenant(tenantId: string): Promise<TenantQueues> {
    const known = this.#tenants.get(tenantId);
    if (known) return known;
    const loading = this.#load(tenantId);
    this.#tenants.set(tenantId, loading);
    return loading;
  }

  async #load(tenantId: string): Promise<TenantQueues> {
    const { random, onCallingBack } = this.#options;
    try {
      const tenant = await TenantQueues.load({
        ...this.#options,
        tenantId,
        personOf: (tenant_, userId) => this.#personOf(tenant_, userId),
        onCallingBack: onCallingBack ?? (() => undefined),
        random: random ?? Math.random,
        onDeskChanged: (_tenant, userIds) => this.#tellDesks(tenantId, userIds),
        onPlacesChanged: () => this.#options.notices.toTenant(tenantId, 'callbacks.changed', {}),
      });
      this.#loaded.set(tenantId, tenant);
      return tenant;
    } catch (error) {
      // The next one who asks tries again.
      this.#tenants.delete(tenantId);
      throw error;
    }
  }

  async #personOf(tenantId: string, userId: string): Promise<RingPerson | undefined> {
    const person = await this.#options.subscribers.byUser(tenantId, userId);
    if (!person || person.isDisabled) return undefined;
    return { person, number: person.extensions[0]?.number ?? person.loginName };
  }

  #tellDesks(tenantId: string, userIds: ReadonlySet<string>): void {
    const tenant = this.#loaded.get(tenantId);
    for (const userId of userIds) {
      const desk = tenant?.deskOf(userId);
      this.#options.notices.toUser({ tenantId, userId }, 'agent.desk', { desk: desk ?? null });
    }
  }
}

/** What becomes of who hung up does not matter to anybody. */
function outcomeOf(end: QueueVisit['end']): QueueOutcome {
  return end === undefined || end === 'left' ? 'timeout' : end;
}

function requireDesk(tenant: TenantQueues, userId: string): AgentDesk {
  const desk = tenant.deskOf(userId);
  if (!desk) throw new ServiceError('not-found');
  return desk;
}
