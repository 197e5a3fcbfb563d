import { usualEmergencyNumbers } from '../../../protocol/telephony/emergency-numbers.ts';
import { formattedNumber, type DialPlace, type Numbers, type Subscriber, type Subscribers } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import type { CallRouting, Route, RouteRequest } from '../calls/call-routing.ts';
import type { EmergencyService } from '../emergency/emergency-service.ts';
import { readDialled } from './read-dialled.ts';

export interface NumberRoutingOptions {
  /** Who knows people, extensions and dial plans. It is asked with what was dialled in its plain form. */
  readonly inner: CallRouting;
  readonly numbers: Numbers;
  readonly subscribers: Pick<Subscribers, 'byUser'>;
  readonly emergency: Pick<EmergencyService, 'handleDialled'>;
  readonly logger: Logger;
}

const nowhere = { country: '', areaCode: '', trunkPrefix: '' };

/**
 * Reads what was dialled before anybody else does: help first, whatever else the digits mean; then extensions; then numbers of the
 * outside world, of which the tenant's own are answered inside (NU10 to NU12, EM1).
 */
export class NumberRouting implements CallRouting {
  readonly #options: NumberRoutingOptions;

  constructor(options: NumberRoutingOptions) {
    this.#options = options;
  }

  async callsForHelp({ tenantId, userId, pbxId, dialled }: Parameters<NonNullable<CallRouting['callsForHelp']>>[0]): Promise<boolean> {
    const { place, emergencyNumbers } = await this.#placeOf(tenantId, pbxId, userId);
    return (await readDialled(dialled, { place, emergencyNumbers, hasExtension: async () => false })).kind === 'emergency';
  }

  async route(request: RouteRequest): Promise<Route> {
    const { inner, emergency } = this.#options;
    const { caller, pbxId, dialled: asDialled } = request;
    const { tenantId, userId } = caller;
    const place = await this.#placeOf(tenantId, pbxId, userId);
    const dialled = await readDialled(asDialled, {
      place: place.place,
      emergencyNumbers: place.emergencyNumbers,
      hasExtension: (number) => this.#hasExtension(tenantId, pbxId, number),
    });
    if (dialled.kind === 'emergency') {
      emergency.handleDialled({ caller, pbxId, number: dialled.number, place, siteId: request.siteId, address: request.address ?? '' });
      // Without a trunk no call leaves this system: it has to say so at once, people then reach for another phone.
      return { kind: 'nowhere', cause: 'no-emergency-service' };
    }
    if (dialled.kind === 'e164') return this.#outside(request, dialled.number);
    return inner.route({ ...request, dialled: dialled.kind === 'extension' ? dialled.number : dialled.text });
  }

  /** A database that is away delays records, never calls (CA42), least of all those for help. */
  async #placeOf(tenantId: string, pbxId: string, userId: string): Promise<DialPlace> {
    try {
      return await this.#options.numbers.placeOf(tenantId, pbxId, userId);
    } catch (error) {
      this.#options.logger.error({ err: error, userId }, 'where somebody dials cannot be looked up');
      return { site: undefined, sites: [], place: nowhere, emergencyNumbers: new Set(usualEmergencyNumbers) };
    }
  }

  /** Whoever is asked afterwards may know: they remember. */
  async #hasExtension(tenantId: string, pbxId: string, number: string): Promise<boolean> {
    try {
      return await this.#options.numbers.hasExtension(tenantId, pbxId, number);
    } catch (error) {
      this.#options.logger.error({ err: error, pbxId }, 'an extension cannot be looked up');
      return true;
    }
  }

  async #outside(request: RouteRequest, e164: string): Promise<Route> {
    const { inner, numbers, subscribers } = this.#options;
    const { tenantId } = request.caller;
    const own = await numbers.byE164(tenantId, e164);
    if (!own) return { kind: 'nowhere', cause: 'no-route' };
    if (own.userId === null) return inner.route({ ...request, dialled: e164 });
    const person = await subscribers.byUser(tenantId, own.userId);
    return person && !person.isDisabled ? this.#toPerson(request, person, e164) : { kind: 'nowhere' };
  }

  /** As if their extension had been dialled, so that everything holds that holds there; by the number itself from another PBX. */
  async #toPerson(request: RouteRequest, person: Subscriber, e164: string): Promise<Route> {
    const extension = person.extensions.find(({ pbxId }) => pbxId === request.pbxId)?.number;
    const route = await this.#options.inner.route({ ...request, dialled: extension ?? person.loginName });
    return route.kind === 'nowhere' ? { kind: 'person', person, number: formattedNumber(e164).formatted } : route;
  }
}
