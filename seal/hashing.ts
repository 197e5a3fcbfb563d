import { utf8, type Bytes } from './bytes.ts';

export async function sha256Of(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** HKDF-SHA-256, RFC 5869. */
export async function derive(secret: Bytes, salt: Bytes, info: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) } as const;
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}
