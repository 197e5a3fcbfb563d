import type { types } from 'mediasoup-client';
import type { z } from 'zod';
import type { transportOpened } from './room-wire.ts';
import type { BrowserTraits } from './this-device.ts';

const curve: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

export type Direction = 'send' | 'receive';

/**
 * What the server needs to know of this side before there is anything to send: then it connects the way when it opens it, and nobody waits for
 * either.
 */
export interface OwnCertificate {
  readonly certificate: RTCCertificate;
  readonly dtlsParameters: types.DtlsParameters;
}

/** A way that the server opened together with the room. */
export interface WayAhead {
  readonly direction: Direction;
  readonly options: z.output<typeof transportOpened>;
  /** Undefined: the server was not told of one, and is when it is needed. */
  readonly own: OwnCertificate | undefined;
}

/**
 * This side's part in DTLS. Where it sends, the server begins, as soon as it hears of it: this side would begin a round trip later. Where it
 * receives it answers an offer, and browsers begin then.
 */
function roleOf(direction: Direction, { alwaysBeginsDtls }: BrowserTraits): 'server' | 'client' {
  return direction === 'send' && !alwaysBeginsDtls ? 'server' : 'client';
}

/** Undefined where the browser does not tell a certificate's fingerprint. */
export async function ownCertificate(direction: Direction, traits: BrowserTraits): Promise<OwnCertificate | undefined> {
  const certificate = await RTCPeerConnection.generateCertificate(curve);
  if (!('getFingerprints' in certificate)) return undefined;
  const fingerprints = certificate.getFingerprints().flatMap(({ algorithm, value }) =>
    // As they stand in SDP (RFC 8122 §5): upper case.
    algorithm === 'sha-256' && value !== undefined ? [{ algorithm: 'sha-256' as const, value: value.toUpperCase() }] : [],
  );
  return fingerprints.length > 0 ? { certificate, dtlsParameters: { role: roleOf(direction, traits), fingerprints } } : undefined;
}

/** What mediasoup-client makes the way from. */
export function optionsOf({ options, own }: WayAhead): types.TransportOptions {
  if (!own) return options;
  const role = own.dtlsParameters.role === 'server' ? ('client' as const) : ('server' as const);
  return { ...options, dtlsParameters: { ...options.dtlsParameters, role }, additionalSettings: { certificates: [own.certificate] } };
}

/** Whether the server was told these already. */
export function isTold({ own }: WayAhead, { role, fingerprints }: types.DtlsParameters): boolean {
  const told = own?.dtlsParameters;
  if (!told || told.role !== role) return false;
  return told.fingerprints.some(({ value }) => fingerprints.some((mine) => mine.value.toUpperCase() === value));
}
