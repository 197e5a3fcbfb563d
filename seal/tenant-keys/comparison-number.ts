import { toBase64Url, utf8, type Bytes } from '../bytes.ts';

/**
 * The server carries both keys and may look for others that give the same number. 30 digits are 99 bits, and because it may vary both keys a
 * search needs 2^50 attempts; each costs this many rounds (2^19).
 */
const rounds = 600_000;
const groups = 6;
const perGroup = 100_000n;

/**
 * What two people read to each other before a browser is approved: 30 digits in groups of five, of the tenant, the root that the new browser
 * was told and the key that the old one was told. The same on both sides only if nobody in between changed either.
 */
export async function comparisonNumber(told: {
  readonly tenantId: string;
  readonly rootPublicKey: Bytes;
  readonly browserKey: Bytes;
}): Promise<string> {
  const text = JSON.stringify(['deskline comparison', 1, told.tenantId, toBase64Url(told.rootPublicKey), toBase64Url(told.browserKey)]);
  const key = await crypto.subtle.importKey('raw', utf8(text), 'PBKDF2', false, ['deriveBits']);
  const salt = utf8('deskline comparison number');
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256);
  let value = new Uint8Array(bits).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const parts: string[] = [];
  for (let group = 0; group < groups; group += 1) {
    parts.push(String(value % perGroup).padStart(5, '0'));
    value /= perGroup;
  }
  return parts.join(' ');
}
