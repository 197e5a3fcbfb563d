import type { types } from 'mediasoup-client';

const curve: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * What the server needs to know of a side that begins DTLS before there is anything to receive: then it connects the way when it opens it, and
 * nobody waits for either.
 */
export interface OwnCertificate {
  readonly certificate: RTCCertificate;
  readonly dtlsParameters: types.DtlsParameters;
  /** Whether the browser uses it, so that the server was told already. */
  isUsedIn(dtlsParameters: types.DtlsParameters): boolean;
}

/** Undefined where the browser does not tell a certificate's fingerprint. */
export async function ownCertificate(): Promise<OwnCertificate | undefined> {
  const certificate = await RTCPeerConnection.generateCertificate(curve);
  if (!('getFingerprints' in certificate)) return undefined;
  const fingerprints = certificate.getFingerprints().flatMap(({ algorithm, value }) =>
    // As they stand in SDP (RFC 8122 §5): upper case.
    algorithm === 'sha-256' && value !== undefined ? [{ algorithm: 'sha-256' as const, value: value.toUpperCase() }] : [],
  );
  if (fingerprints.length === 0) return undefined;
  return {
    certificate,
    dtlsParameters: { role: 'client', fingerprints },
    isUsedIn: ({ role, fingerprints: used }) =>
      role === 'client' && fingerprints.some(({ value }) => used.some((one) => one.value.toUpperCase() === value)),
  };
}
