import { joined, utf8, type Bytes } from '../bytes.ts';
import { generatorOf, newScalar, shareOf, type CpaceRun } from '../cpace/cpace.ts';
import { lengthsAndValues } from '../cpace/encodings.ts';
import { nonceBytes, protocol, suite } from '../greeting/greeting.ts';
import { derive, sha256Of } from '../hashing.ts';
import type { Psk } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import { normaliseWord } from '../words/spoken-word.ts';
import type { Begin, JoinSecret, SeatRole } from './sealed-session.ts';

const wordCount = 3;

/** CI of CPace: whatever the two have to mean alike, or their keys differ. */
export interface Channel extends Pick<Begin, 'origin' | 'tenantName' | 'sessionId'> {
  readonly mode: JoinSecret['kind'];
  readonly routing: string;
  readonly joinerRole: SeatRole;
  readonly joinerSeat: string;
  readonly inviterSeat: string;
}

function channelBytes(channel: Channel): Bytes {
  const { origin, tenantName, sessionId, mode, routing, joinerRole, joinerSeat, inviterSeat } = channel;
  const parts = [protocol, String(suite), origin, tenantName, sessionId, mode, routing, joinerRole, joinerSeat, inviterSeat];
  return lengthsAndValues(...parts.map((part) => utf8(part)));
}

/** PRS of CPace. @throws {SealError} `wrong-secret` when half of the link or of the code is missing */
export function passwordOf(secret: JoinSecret): Bytes {
  if (secret.kind === 'link') {
    if (secret.secret.length !== nonceBytes) throw new SealError('wrong-secret');
    return secret.secret;
  }
  const word = normaliseWord(secret.word);
  if (word.split('-').length !== wordCount) throw new SealError('wrong-secret');
  return utf8(word);
}

/** One side's secret scalar and public share. */
export function newShare(password: Bytes, channel: Channel, sessionId: Bytes): { readonly scalar: Bytes; readonly share: Bytes } {
  const generator = generatorOf({ password, channel: channelBytes(channel), sessionId });
  const scalar = newScalar();
  return { scalar, share: shareOf(generator, scalar) };
}

export function sessionIdOf(joinerNonce: Bytes, inviterNonce: Bytes): Bytes {
  return joined(joinerNonce, inviterNonce);
}

/** ADa and ADb: hashes of what each side brings. */
export function associatedOf(brings: Bytes): Promise<Bytes> {
  return sha256Of(brings);
}

/** The external secret that binds the MLS group to the run. */
export async function pskOf(run: string, sessionKey: Bytes, { sessionId }: Pick<CpaceRun, 'sessionId'>): Promise<Psk> {
  return { id: utf8(`SEAL1 run ${run}`), secret: await derive(sessionKey, sessionId, 'SEAL1 group', 32) };
}
