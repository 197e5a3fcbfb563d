import type { HeaderEntry } from '../message/builders.ts';
import { allowedMethods, supportedOptions } from '../transaction/request-checks.ts';

/** Packages of events that people may subscribe to: message waiting (RFC 3842). */
const eventPackages = ['message-summary'] as const;

export const allowHeader: HeaderEntry = ['Allow', allowedMethods.join(', ')];
export const acceptHeader: HeaderEntry = ['Accept', 'application/sdp'];
export const supportedHeader: HeaderEntry = ['Supported', supportedOptions.join(', ')];
/** RFC 6665 §4.4.4: it "MUST include a comprehensive and inclusive list of tokens that indicates the event packages". */
export const allowEventsHeader: HeaderEntry = ['Allow-Events', eventPackages.join(', ')];

/** What INVITE, its 2xx and the answer to OPTIONS tell about us (RFC 3261 §13.2.1, §13.3.1.4, §11.2, RFC 6665 §4.4.4). */
export const capabilityHeaders: readonly HeaderEntry[] = [allowHeader, supportedHeader, allowEventsHeader];
