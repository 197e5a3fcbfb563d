import { hash } from 'node:crypto';

/** Algorithms of RFC 8760 §2.3 that we speak; `-sess` variants are not offered. */
export type DigestAlgorithm = 'SHA-256' | 'MD5';

export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  /** H(username:realm:password) in lower-case hex. */
  readonly ha1: string;
  readonly method: string;
  /** The `uri` parameter as the client wrote it. */
  readonly uri: string;
  readonly nonce: string;
  /** Eight hex digits as the client wrote them. */
  readonly nc: string;
  readonly cnonce: string;
}

const opensslNames: Readonly<Record<DigestAlgorithm, string>> = { 'SHA-256': 'sha256', MD5: 'md5' };

/** Lower-case hex of H(text). */
export function digestHash(algorithm: DigestAlgorithm, text: string): string {
  return hash(opensslNames[algorithm], text, 'hex');
}

/**
 * `response` for qop=auth in lower-case hex (RFC 7616 §3.4.1): "KD(H(A1), unq(nonce) ":" nc ":" unq(cnonce) ":" unq(qop)
 * ":" H(A2))", with A2 = "Method ":" request-uri".
 */
export function digestResponse(input: DigestInput): string {
  const ha2 = digestHash(input.algorithm, `${input.method}:${input.uri}`);
  return digestHash(input.algorithm, `${input.ha1}:${input.nonce}:${input.nc}:${input.cnonce}:auth:${ha2}`);
}
