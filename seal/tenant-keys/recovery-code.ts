import { fromBase64Url, joined, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { pairFrom } from '../hpke.ts';
import { SealError } from '../seal-error.ts';

/** Crockford's base 32: no letter looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 32;
const nonceBytes = 12;

/** A new code: 160 random bits in eight groups of four. Enough that no slow key derivation is needed. */
export function newRecoveryCode(): string {
  const random = crypto.getRandomValues(new Uint8Array(letters));
  const text = Array.from(random, (byte) => alphabet.charAt(byte & 31)).join('');
  return (text.match(/.{4}/gu) ?? []).join('-');
}

/** What somebody typed, as the code is written; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const text = typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
  const isCode = text.length === letters && /^[0-9A-HJKMNP-TV-Z]*$/u.test(text);
  return isCode ? (text.match(/.{4}/gu) ?? []).join('-') : undefined;
}

/** What a code opens: the recovery ring, and the pin. */
export interface RecoverySecrets {
  readonly pair: CryptoKeyPair;
  readonly pinKey: CryptoKey;
}

export async function secretsOf(code: string, tenantId: string): Promise<RecoverySecrets> {
  const material = await crypto.subtle.importKey('raw', utf8(code.replaceAll('-', '')), 'HKDF', false, ['deriveBits']);
  const derive = async (purpose: string): Promise<Bytes> => {
    const info = utf8(JSON.stringify(['deskline recovery', 1, tenantId, purpose]));
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info }, material, 256));
  };
  return {
    pair: await pairFrom(await derive('pair')),
    pinKey: await crypto.subtle.importKey('raw', await derive('pin'), 'AES-GCM', false, ['encrypt', 'decrypt']),
  };
}

/** The root's public key under the code: nonce (12) ‖ ciphertext (32) ‖ tag (16). Nobody without the code can make one for another root. */
export async function closePin(pinKey: CryptoKey, rootPublicKey: Bytes): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, pinKey, rootPublicKey);
  return toBase64Url(joined(iv, new Uint8Array(closed)));
}

/** @throws {SealError} `wrong-code` */
export async function openPin(pinKey: CryptoKey, pin: string): Promise<Bytes> {
  const bytes = fromBase64Url(pin);
  try {
    const iv = bytes.slice(0, nonceBytes);
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, pinKey, bytes.slice(nonceBytes)));
  } catch (cause) {
    throw new SealError('wrong-code', { cause });
  }
}
