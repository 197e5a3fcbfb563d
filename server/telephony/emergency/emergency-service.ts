import { createHash } from 'node:crypto';
import type { EmergencyAlert, EmergencyFacts, EmergencyReport } from '../../../protocol/telephony/emergency.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import {
  networkOf,
  requirePermission,
  type Actor,
  type DialPlace,
  type Numbers,
  type Subscriber,
  type Subscribers,
} from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { LruMap } from '../../platform/lru-map.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { delay } from '../../platform/wait.ts';
import { inBackground } from '../calls/background.ts';
import { partyIn } from '../calls/caller-identity.ts';
import type { EmergencyAlertStore, EmergencyCall } from './emergency-alert-store.ts';
import { addressLineOf, callPlaceOf, siteOfNetwork } from './site-of.ts';

export interface EmergencyServiceOptions {
  readonly store: EmergencyAlertStore;
  readonly numbers: Pick<Numbers, 'placeOf'>;
  readonly subscribers: Pick<Subscribers, 'byUser'>;
  readonly notices: Notifier<typeof telephonyNotifications>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Somebody dials for help. */
export interface DialledForHelp {
  readonly caller: Subscriber;
  readonly pbxId: string;
  readonly number: string;
  readonly place: DialPlace;
  /** The site that the person named in their softphone. */
  readonly siteId: string | undefined;
  /** Network address that the call came from. */
  readonly address: string;
}

/** Who dials again at once is one who needs help, not two. */
const sameCallMs = 10_000;
const maxRemembered = 10_000;
/** A database that is away: the alert is tried again until it is stored, the pauses doubling from the first to the longest. */
const firstPauseMs = 250;
const longestPauseMs = 30_000;

/** Emergency calls: what the dialler shows before, and whom it tells. */
export class EmergencyService {
  readonly #options: EmergencyServiceOptions;
  readonly #recent = new LruMap<string, number>(maxRemembered);
  readonly #life = new AbortController();

  constructor(options: EmergencyServiceOptions) {
    this.#options = options;
  }

  /** Alerts the admins. Never throws and never waits: nothing of it may stand in the way of the call (EM3). */
  handleDialled(dialled: DialledForHelp): void {
    const { clock, logger } = this.#options;
    const { caller, number } = dialled;
    const key = `${caller.tenantId} ${caller.userId} ${number}`;
    const nowMs = clock.monotonicMs();
    const lastMs = this.#recent.get(key);
    if (lastMs !== undefined && nowMs - lastMs < sameCallMs) return;
    this.#recent.set(key, nowMs);
    const call = emergencyCallOf(dialled, newId(clock.now()), clock.now());
    logger.warn({ tenant: caller.tenantId, alert: call.id, userId: caller.userId }, 'somebody dialled an emergency number');
    inBackground(logger, 'an emergency alert', this.#alert(caller.tenantId, call));
  }

  /** Alerts that nobody took care of yet. @throws {ServiceError} `forbidden` */
  async open(actor: Actor): Promise<readonly EmergencyAlert[]> {
    requirePermission(actor, 'emergency.handle');
    return (await this.#options.store.open(actor.tenantId)).map(alertOf);
  }

  /** @throws {ServiceError} `forbidden`, `not-found` */
  async acknowledge(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'emergency.handle');
    const { store, subscribers, notices, clock } = this.#options;
    const name = (await subscribers.byUser(actor.tenantId, actor.userId))?.displayName ?? '';
    const by = { userId: actor.userId, name, atMs: clock.now(), address: actor.address };
    if (!(await store.acknowledge(actor.tenantId, id, by))) throw new ServiceError('not-found');
    notices.toTenant(actor.tenantId, 'emergency.changed', {});
  }

  /** What the dialler of this person shows before an emergency call. @throws {ServiceError} `not-found` */
  async factsFor(actor: Actor): Promise<EmergencyFacts> {
    const { numbers, subscribers } = this.#options;
    const person = await subscribers.byUser(actor.tenantId, actor.userId);
    if (!person) throw new ServiceError('not-found');
    const { sites, site, emergencyNumbers } = await numbers.placeOf(actor.tenantId, person.pbxId, actor.userId);
    return {
      numbers: [...emergencyNumbers],
      sites: sites.map((each) => ({ id: each.id, name: each.name, address: addressLineOf(each) })),
      ownSiteId: site?.id ?? null,
      siteOfNetworkId: siteOfNetwork(sites, actor.address)?.id ?? null,
      network: createHash('sha256')
        .update(`${actor.tenantId} ${networkOf(actor.address)}`)
        .digest('base64url')
        .slice(0, 16),
    };
  }

  /** A page says that its person calls for help. @throws {ServiceError} `not-found`, `invalid-fields` */
  async report(actor: Actor, { number, siteId }: EmergencyReport): Promise<void> {
    const { numbers, subscribers } = this.#options;
    const caller = await subscribers.byUser(actor.tenantId, actor.userId);
    if (!caller) throw new ServiceError('not-found');
    const place = await numbers.placeOf(actor.tenantId, caller.pbxId, actor.userId);
    if (!place.emergencyNumbers.has(number)) throw new ServiceError('invalid-fields', { fields: { number: 'no-emergency-number' } });
    this.handleDialled({ caller, pbxId: caller.pbxId, number, place, siteId: siteId ?? undefined, address: actor.address });
  }

  /** Gives up alerts that could not be stored. Idempotent. */
  close(): void {
    this.#life.abort();
  }

  async #alert(tenantId: string, call: EmergencyCall): Promise<void> {
    const { store, notices, clock, logger } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await store.add(tenantId, call);
        notices.toTenant(tenantId, 'emergency.changed', {});
        return;
      } catch (error) {
        logger.error({ err: error, alert: call.id, attempt }, 'an emergency alert could not be stored');
      }
      if (!(await delay(clock, Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs), this.#life.signal))) return;
    }
  }
}

function emergencyCallOf({ caller, pbxId, number, place, siteId, address }: DialledForHelp, id: string, atMs: number): EmergencyCall {
  const { site, isSure } = callPlaceOf(place, { siteId, address });
  const party = partyIn(pbxId, caller);
  return {
    id,
    atMs,
    pbxId,
    userId: caller.userId,
    callerName: caller.displayName,
    callerNumber: party.number,
    number,
    siteId: site?.id,
    siteName: site?.name ?? '',
    siteAddress: site ? addressLineOf(site) : '',
    isPlaceSure: isSure,
  };
}

function alertOf(call: EmergencyCall): EmergencyAlert {
  const { id, atMs, callerName, callerNumber, number, siteName, siteAddress, isPlaceSure } = call;
  return { id, at: new Date(atMs).toISOString(), callerName, callerNumber, number, siteName, siteAddress, isPlaceSure };
}
