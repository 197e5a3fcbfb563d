import type { HeaderEntry } from '../message/builders.ts';

/** Methods that we carry out (RFC 3261 §20.5). */
export const allowedMethods = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'REGISTER',
  'INFO',
  'UPDATE',
  'REFER',
  'NOTIFY',
  'SUBSCRIBE',
] as const;

/** Methods that we know and refuse: 405 and not 501 (RFC 3261 §8.2.1, §21.5.2). */
export const knownMethods: ReadonlySet<string> = new Set([...allowedMethods, 'MESSAGE', 'PUBLISH', 'PRACK']);

/** Option tags that a request may name in Require (RFC 4028, RFC 3891, RFC 5626). */
export const supportedOptions = ['timer', 'replaces', 'outbound'] as const;

/** Packages of events that people may subscribe to: message waiting (RFC 3842). */
const eventPackages = ['message-summary'] as const;

export const allowHeader: HeaderEntry = ['Allow', allowedMethods.join(', ')];
export const acceptHeader: HeaderEntry = ['Accept', 'application/sdp'];
export const supportedHeader: HeaderEntry = ['Supported', supportedOptions.join(', ')];
/** RFC 6665 §4.4.4: it "MUST include a comprehensive and inclusive list of tokens that indicates the event packages". */
export const allowEventsHeader: HeaderEntry = ['Allow-Events', eventPackages.join(', ')];

/** What INVITE, its 2xx and the answer to OPTIONS tell about us (RFC 3261 §13.2.1, §13.3.1.4, §11.2, RFC 6665 §4.4.4). */
export const capabilityHeaders: readonly HeaderEntry[] = [allowHeader, supportedHeader, allowEventsHeader];
