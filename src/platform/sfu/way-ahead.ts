import type { types } from 'mediasoup-client';
import type { z } from 'zod';
import type { OwnCertificate } from './own-certificate.ts';
import type { transportOpened } from './room-wire.ts';
import type { BrowserTraits } from './this-device.ts';

export type Direction = 'send' | 'receive';

/** The way that is opened with a room; with `certificate` it is connected at once. */
export interface Ahead {
  readonly direction: Direction;
  readonly certificate?: () => Promise<OwnCertificate | undefined>;
}

/** A way that the server opened together with the room. */
export interface WayAhead {
  readonly direction: Direction;
  readonly options: z.output<typeof transportOpened>;
  /** Undefined: the server was not told of one, and is when it is needed. */
  readonly own: OwnCertificate | undefined;
}

/**
 * Where this side sends, the server begins DTLS, as soon as it hears of it: this side would begin a round trip later. Where it receives it answers
 * an offer, and browsers begin then.
 */
export function doesServerBegin(direction: Direction, { alwaysBeginsDtls }: BrowserTraits): boolean {
  return direction === 'send' && !alwaysBeginsDtls;
}

interface Beginning {
  readonly own: OwnCertificate | undefined;
  readonly doesServer: boolean;
}

/** What mediasoup-client makes the way from: the server's part in DTLS, and this side's certificate, where they are fixed. */
export function optionsOf(options: WayAhead['options'], { own, doesServer }: Beginning): types.TransportOptions {
  if (!own && !doesServer) return options;
  const dtlsParameters = { ...options.dtlsParameters, role: own ? ('server' as const) : ('client' as const) };
  return { ...options, dtlsParameters, ...(own ? { additionalSettings: { certificates: [own.certificate] } } : {}) };
}
