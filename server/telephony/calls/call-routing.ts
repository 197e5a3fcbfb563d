import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { CallParty } from '../history/call-record.ts';
import type { Attendant } from './attended-call.ts';

/** Who dials what. `dialled` is the user part as the caller gave it, unescaped. */
export interface RouteRequest {
  readonly caller: Subscriber;
  readonly pbxId: string;
  readonly dialled: string;
  /** The site at which the caller says to be, in an emergency. */
  readonly siteId?: string | undefined;
  /** Network address that the call came from. */
  readonly address?: string | undefined;
}

/** Where a call goes: to a person, into the hands of an attendant (a dial plan), or nowhere. */
export type Route =
  | { readonly kind: 'person'; readonly person: Subscriber; readonly number: string }
  | { readonly kind: 'attended'; readonly callee: CallParty; readonly attend: Attendant }
  | {
      readonly kind: 'nowhere';
      /** `not-found` unless it says more. */
      readonly cause?: EndCause;
    };

/** Decides where a call goes; compose.ts connects who knows. */
export interface CallRouting {
  route(request: RouteRequest): Promise<Route>;
  /** Whether this dials an emergency number: then no limit counts. Absent: nothing does. */
  callsForHelp?(request: Omit<RouteRequest, 'caller'> & { readonly tenantId: string; readonly userId: string }): Promise<boolean>;
}

/** Straight to the person that the dialled text names, within the caller's tenant and PBX. */
export class DirectRouting implements CallRouting {
  readonly #subscribers: Subscribers;

  constructor(subscribers: Subscribers) {
    this.#subscribers = subscribers;
  }

  async route({ caller, pbxId, dialled }: RouteRequest): Promise<Route> {
    const person = await this.#subscribers.byDialled(caller.tenantId, pbxId, dialled);
    if (!person || person.isDisabled || person.tenantId !== caller.tenantId) return { kind: 'nowhere' };
    const here = person.extensions.filter((extension) => extension.pbxId === pbxId);
    if (person.pbxId !== pbxId && here.length === 0) return { kind: 'nowhere' };
    const number = here.find((extension) => extension.number === dialled)?.number ?? here[0]?.number ?? person.loginName;
    return { kind: 'person', person, number };
  }
}
