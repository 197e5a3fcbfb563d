import type { SipPrincipal } from '../dialog/user-agent.ts';
import type { SipUri } from '../message/uri.ts';

/** Something that a sender watches; asked for its state as often as that may have changed. */
export interface Watched {
  /** The whole state as a body of the package's type; undefined when there is nothing to watch any more. */
  read(): Promise<string | undefined>;
}

/** A package of events (RFC 6665 §5) that this server notifies of; implemented by whoever knows the state. */
export interface EventPackage {
  /** As it stands in Event, compared letter by letter (RFC 6665 §8.2.1). */
  readonly name: string;
  readonly contentType: string;
  /** What of theirs a sender may watch at that address; undefined for what is not theirs and for what is not there, alike. */
  find(principal: SipPrincipal, address: SipUri): Promise<Watched | undefined>;
}

/** SUBSCRIBE and NOTIFY, seen from above. */
export interface EventSubscriptions {
  /** From now on people may subscribe to that package. */
  serve(eventPackage: EventPackage): void;
  /** What this person watches may have changed: whoever subscribed as them is told, if it did. */
  changed(tenantId: string, userId: string): void;
  /** Subscriptions open now, for metrics and leak tests. */
  readonly size: number;
}
