import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StorageError } from './errors.ts';

const formatVersion = 1;
const nonceLength = 12;
const tagLength = 16;
const headerLength = 1 + nonceLength;

/** Closes small secrets (HA1 values, seeds, passwords of trunks) before they go into the database. */
export interface Secrets {
  /** Seals `plain` for one place; `context` (tenant, table, id, column) is authenticated, not stored. */
  seal(context: string, plain: Buffer): Buffer;
  /** Opens what `seal` made for the same context; throws StorageError `invalid` for anything else. */
  open(context: string, sealed: Buffer): Buffer;
}

/** AES-256-GCM: version byte, 96-bit random nonce, ciphertext, 128-bit tag. A value moved to another row does not open. */
export function createSecrets(key: Buffer): Secrets {
  return {
    seal(context, plain) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(context, 'utf8'));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(formatVersion), nonce, body, cipher.getAuthTag()]);
    },
    open(context, sealed) {
      if (sealed.length < headerLength + tagLength || sealed[0] !== formatVersion) {
        throw new StorageError('invalid', 'a sealed value has an unknown format');
      }
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, headerLength), { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(context, 'utf8'));
      decipher.setAuthTag(sealed.subarray(-tagLength));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(headerLength, -tagLength)), decipher.final()]);
      } catch (error) {
        throw new StorageError('invalid', 'a sealed value does not open: wrong key, moved or changed', { cause: error });
      }
    },
  };
}
