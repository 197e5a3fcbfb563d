import { acceptOf, valuesOf } from '../message/accessors-extensions.ts';
import { expiresOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import { chars, isAll } from '../message/chars.ts';
import type { SipRequest } from '../message/message.ts';
import { badHeader, SipError } from '../message/sip-error.ts';
import { allowEventsHeader } from '../dialog/capabilities.ts';
import type { EventPackage } from './event-package.ts';

/** What stands in Event (RFC 6665 §8.2.1). */
export interface EventName {
  readonly name: string;
  /** Tells subscriptions of one dialog apart, which older phones still send; echoed in each NOTIFY. */
  readonly id: string | undefined;
}

/** What one SUBSCRIBE asks for. */
export interface SubscribeCommand {
  readonly event: EventName;
  /** How long from now; 0 asks for the state once, and for no more. */
  readonly seconds: number;
}

/**
 * Seconds. RFC 3842 §3.4 and §3.7 leave them to us: "the Notifier MAY limit the duration of the subscription to an administrator
 * defined amount of time". So long a lamp may be wrong that a killed server left behind.
 */
export const subscriptionTimes = { minimum: 60, maximum: 600 } as const;

/** RFC 6665 §4.2.1.1: a package that is not understood is answered 489; so is a SUBSCRIBE that names none. */
class BadEvent extends SipError {
  constructor() {
    super(489, 'Bad Event', 'Event');
  }
}

class IntervalTooBrief extends SipError {
  constructor() {
    super(423, 'Interval Too Brief', 'Expires');
  }
}

class NotAcceptable extends SipError {
  readonly contentType: string;
  constructor(contentType: string) {
    super(406, 'Not Acceptable', 'Accept');
    this.contentType = contentType;
  }
}

/** @throws {SipError} 400, 406, 423, 489 */
export function subscribeCommandOf(request: SipRequest, packageOf: (name: string) => EventPackage | undefined): SubscribeCommand {
  const event = eventOf(request);
  const found = packageOf(event.name);
  if (!found) throw new BadEvent();
  checkAccept(request, found.contentType);
  return { event, seconds: secondsOf(request) };
}

/** What else belongs into the answer to a SUBSCRIBE that one of these errors refuses. */
export function refusalHeaders(error: unknown): readonly HeaderEntry[] {
  // §4.2.1.1, and RFC 3261 §21.4.4 for 406.
  if (error instanceof BadEvent) return [allowEventsHeader];
  if (error instanceof IntervalTooBrief) return [['Min-Expires', String(subscriptionTimes.minimum)]];
  return error instanceof NotAcceptable ? [['Accept', error.contentType]] : [];
}

/** The text of Event in a NOTIFY: "If an "id" parameter was present in the SUBSCRIBE request, that "id" parameter MUST also be present". */
export function formatEvent({ name, id }: EventName): string {
  return id === undefined ? name : `${name};id=${id}`;
}

/** §8.2.1: both are compared letter by letter. */
export function isTheSameEvent(one: EventName, other: EventName): boolean {
  return one.name === other.name && one.id === other.id;
}

/** §4.1.2.1: "Subscribers MUST include exactly one "Event" header field in SUBSCRIBE requests". */
function eventOf(request: SipRequest): EventName {
  const [event, ...others] = valuesOf(request.headers, 'Event');
  if (!event) throw new BadEvent();
  if (others.length > 0) throw badHeader('Event', 'given more than once');
  const id = event.parameters.get('id');
  if (id !== undefined && !isAll(id, chars.token)) throw badHeader('Event', 'token expected in id');
  return { name: event.value, id };
}

/**
 * §3.1.3: without Accept the package's own type is meant; one that is there must allow it, since RFC 3842 §3.5 has a single type.
 * @throws {SipError} 406
 */
function checkAccept({ headers }: SipRequest, contentType: string): void {
  const accepted = acceptOf(headers);
  if (!accepted || accepted.length === 0) return;
  const group = `${contentType.slice(0, contentType.indexOf('/'))}/*`;
  if (!accepted.some(({ type }) => type === contentType || type === group || type === '*/*')) throw new NotAcceptable(contentType);
}

/** §4.2.1.1: what is more than zero, less than an hour and less than our minimum may be answered 423; more may be shortened, never lengthened. */
function secondsOf({ headers }: SipRequest): number {
  const asked = expiresOf(headers) ?? subscriptionTimes.maximum;
  if (asked > 0 && asked < subscriptionTimes.minimum) throw new IntervalTooBrief();
  return Math.min(asked, subscriptionTimes.maximum);
}
