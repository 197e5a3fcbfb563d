import { createHash } from 'node:crypto';
import type { OwnPushSubscription, PushKind, PushOverview, PutPushSubscription } from '../../../protocol/identity/push.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PushSender } from '../../platform/push/push-sender.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { PushSubscription, PushSubscriptionStore } from './push-subscription-store.ts';

export interface PushSubscriptionServiceOptions {
  readonly store: PushSubscriptionStore;
  readonly sender: Pick<PushSender, 'publicKey' | 'isAllowed'>;
  readonly bus: Bus<IdentityEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const maxPerUser = 10;
/** Of a missed call a person learns by its voicemail, unless they want both. */
const usual: readonly PushKind[] = ['voicemail', 'plan'];
/** As long as a sign-in can last (ID6): a browser that nobody opened since belongs to nobody. */
const staleMs = 30 * 24 * 3_600_000;

/** Which of a person's browsers are told while no page is open. They decide it themselves, browser by browser. */
export class PushSubscriptionService {
  readonly #options: PushSubscriptionServiceOptions;

  constructor(options: PushSubscriptionServiceOptions, lifetime: AbortSignal) {
    this.#options = options;
    const { bus, store } = options;
    bus.subscribe('identity.session-ended', (ended) => this.#handleSessionEnded(ended), lifetime);
    bus.subscribe(
      'identity.user-disabled',
      ({ tenantId, userId }) => this.#unwatched(() => store.removeOfUser(tenantId, userId)),
      lifetime,
    );
  }

  async overview(actor: Actor): Promise<PushOverview> {
    const { store, sender } = this.#options;
    const items = await store.ofUser(actor.tenantId, actor.userId);
    return { publicKey: sender.publicKey, items: items.map(ownSubscriptionOf) };
  }

  /** @throws {ServiceError} `invalid-fields` for an endpoint that messages may not go to */
  async put(actor: Actor, wanted: PutPushSubscription, userAgent: string): Promise<PushOverview> {
    const { store, sender, clock } = this.#options;
    const { endpoint, keys, language, kinds, replaces } = wanted;
    if (!sender.isAllowed(endpoint)) throw new ServiceError('invalid-fields', { fields: { endpoint: 'not-allowed' } });
    const { userId, sessionId, tenantId } = actor;
    const one = { userId, sessionId, target: { endpoint, ...keys }, userAgent, language, kinds, replaces, at: new Date(clock.now()) };
    await store.put(tenantId, one, { maxPerUser, usual });
    return this.overview(actor);
  }

  /** @throws {ServiceError} `not-found` */
  async remove({ tenantId, userId }: Actor, id: string): Promise<void> {
    if (!(await this.#options.store.removeOwn(tenantId, userId, id))) throw new ServiceError('not-found');
  }

  /** Forgets browsers that nobody opened for long. Meant to be called every night. */
  async purge(tenantIds: readonly string[]): Promise<void> {
    const { store, clock } = this.#options;
    for (const tenantId of tenantIds) await store.removeStale(tenantId, new Date(clock.now() - staleMs));
  }

  /** A sign-in that merely ran out while the browser was closed is what notices are for; every other end ends them. */
  #handleSessionEnded({ tenantId, sessionId, why }: IdentityEvents['identity.session-ended']): void {
    if (why !== 'expired') this.#unwatched(() => this.#options.store.removeOfSession(tenantId, sessionId));
  }

  #unwatched(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.#options.logger.error({ err: error }, 'browsers that are told could not be removed'));
  }
}

function ownSubscriptionOf({ id, target, userAgent, kinds, createdAt, lastOkAt }: PushSubscription): OwnPushSubscription {
  const fingerprint = createHash('sha256').update(target.endpoint).digest('base64url');
  return { id, fingerprint, userAgent, kinds: [...kinds], createdAt: createdAt.toISOString(), lastOkAt: lastOkAt?.toISOString() ?? null };
}
