import { z } from 'zod';
import { fromBase64Url, joined, textOf, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { readIdentity, identityBytes, type LeafKey } from '../group/leaf.ts';
import { sha256Of } from '../hashing.ts';
import { SealError } from '../seal-error.ts';
import { keyDigits } from '../words/safety-words.ts';

const shape = z.strictObject({
  identity: z.string().max(400),
  key: z
    .string()
    .length(43)
    .regex(/^[\w-]+$/u),
});

/** Who the customer is, as one expert tells another who is not in the group yet. */
export function writeIntroduction({ identity, signatureKey }: LeafKey): Bytes {
  return utf8(canonicalJson({ identity: textOf(identityBytes(identity)), key: toBase64Url(signatureKey) }));
}

/** @throws {SealError} `malformed` unless it introduces a customer */
export function readIntroduction(bytes: Bytes): LeafKey {
  const read = shape.safeParse(parsed(textOf(bytes)));
  if (!read.success) throw new SealError('malformed');
  const identity = readIdentity(utf8(read.data.identity));
  if (identity.role !== 'customer') throw new SealError('malformed');
  return { identity, signatureKey: fromBase64Url(read.data.key) };
}

/** Thirty digits over the newcomer's package and the customer's key: equal on every screen, or somebody stands between. */
export async function admissionDigits(keyPackage: Bytes, customer: LeafKey): Promise<string> {
  return keyDigits(joined(await sha256Of(keyPackage), await sha256Of(writeIntroduction(customer))));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SealError('malformed', { cause: error });
  }
}
