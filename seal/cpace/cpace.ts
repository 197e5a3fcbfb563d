import { ristretto255, ristretto255_hasher as hasher } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { joined, utf8, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import { isEqualBytes, lengthsAndValues, withLength } from './encodings.ts';

/**
 * CPace of draft-irtf-cfrg-cpace over ristretto255 with SHA-512, initiator and responder: a password that both know, however weak, becomes
 * a strong key; who does not know it gets one guess a run.
 */
const domain = utf8('CPaceRistretto255');
const hashBlockBytes = 128;
const scalarBytes = 32;
const scalars = ristretto255.Point.Fn;

type Element = InstanceType<typeof ristretto255.Point>;

/** What both sides have to agree on before they begin. */
export interface CpaceInput {
  /** PRS: the shared word or secret. */
  readonly password: Bytes;
  /** CI: who, where, in which roles. */
  readonly channel: Bytes;
  /** sid: 16 random bytes of each side. */
  readonly sessionId: Bytes;
}

/** What one side says: its public share and what it binds to the run (ADa, ADb). */
export interface CpaceSaid {
  readonly share: Bytes;
  readonly associated: Bytes;
}

/** Both sides' words of a run, the initiator's first. */
export interface CpaceRun {
  readonly sessionId: Bytes;
  readonly initiator: CpaceSaid;
  readonly responder: CpaceSaid;
}

function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

/** `calculate_generator`: the password decides the base point. */
export function generatorOf({ password, channel, sessionId }: CpaceInput): Element {
  const padBytes = Math.max(0, hashBlockBytes - withLength(password).length - withLength(domain).length - 1);
  const text = lengthsAndValues(domain, password, new Uint8Array(padBytes), channel, sessionId);
  return hasher.deriveToCurve?.(sha512(text)) ?? refuse();
}

/** A scalar of `sample_scalar`: uniform below the group's order. */
export function newScalar(): Bytes {
  return own(scalars.toBytes(scalars.create(wide(crypto.getRandomValues(new Uint8Array(64))))));
}

/** The public share of a scalar, 32 bytes. */
export function shareOf(generator: Element, scalar: Bytes): Bytes {
  return own(generator.multiply(scalars.fromBytes(scalar)).toBytes());
}

/**
 * `scalar_mult_vfy`: the common point's 32 bytes.
 * @throws {SealError} `forged` for a share that is no point of the group or its neutral one
 */
export function commonPoint(scalar: Bytes, share: Bytes): Bytes {
  const point = readPoint(share);
  const common = point.multiply(scalars.fromBytes(scalar));
  if (common.equals(ristretto255.Point.ZERO)) return refuse();
  return own(common.toBytes());
}

/** `transcript_ir` of the draft. */
function transcriptOf({ initiator, responder }: CpaceRun): Bytes {
  return joined(lengthsAndValues(initiator.share, initiator.associated), lengthsAndValues(responder.share, responder.associated));
}

/** ISK, 64 bytes. */
export function sessionKeyOf(run: CpaceRun, common: Bytes): Bytes {
  const head = lengthsAndValues(joined(domain, utf8('_ISK')), run.sessionId, common);
  return own(sha512(joined(head, transcriptOf(run))));
}

/** The draft's session id output: public, the same for both, another for each run. */
export function publicIdOf(run: CpaceRun): Bytes {
  return own(sha512(joined(utf8('CPaceSidOutput'), transcriptOf(run))));
}

/** Explicit key confirmation: `MAC(H("CPaceMac" ‖ sid ‖ ISK), lv_cat(Y, AD))` of the one who confirms. */
export function confirmationOf(sessionId: Bytes, sessionKey: Bytes, said: CpaceSaid): Bytes {
  const key = sha512(joined(utf8('CPaceMac'), sessionId, sessionKey));
  return own(hmac(sha512, key, lengthsAndValues(said.share, said.associated)));
}

/** @throws {SealError} `wrong-secret` when the other side does not know the password, or somebody changed the run */
export function requireConfirmation(expected: Bytes, tag: Bytes): void {
  if (!isEqualBytes(expected, tag)) throw new SealError('wrong-secret');
}

function readPoint(share: Bytes): Element {
  if (share.length !== scalarBytes) return refuse();
  try {
    const point = ristretto255.Point.fromBytes(share);
    return point.equals(ristretto255.Point.ZERO) ? refuse() : point;
  } catch (error) {
    throw new SealError('forged', { cause: error });
  }
}

function wide(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function refuse(): never {
  throw new SealError('forged');
}
