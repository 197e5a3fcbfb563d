import { createDecipheriv, createECDH, createHmac, randomBytes, type ECDH } from 'node:crypto';

const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const one = Buffer.of(1);

/** A browser's half of a push subscription: real P-256 keys, and what opens messages (RFC 8291). */
export class BrowserKeys {
  readonly #ecdh: ECDH;
  readonly #auth: Buffer;

  private constructor(ecdh: ECDH, auth: Buffer) {
    this.#ecdh = ecdh;
    this.#auth = auth;
  }

  static fresh(): BrowserKeys {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    return new BrowserKeys(ecdh, randomBytes(16));
  }

  /** Of the private key and the secret, base64url. */
  static of(privateKey: string, auth: string): BrowserKeys {
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'));
    return new BrowserKeys(ecdh, Buffer.from(auth, 'base64url'));
  }

  /** As `PushSubscription.toJSON().keys`. */
  get keys(): { readonly p256dh: string; readonly auth: string } {
    return { p256dh: this.#ecdh.getPublicKey('base64url'), auth: this.#auth.toString('base64url') };
  }

  /** What a message says. One record of `aes128gcm` (RFC 8188) with the keys of RFC 8291 §3.4. @throws {Error} when it is not for these keys */
  open(message: Buffer): string {
    const salt = message.subarray(0, 16);
    const keyEnd = 21 + message.readUInt8(20);
    const sender = message.subarray(21, keyEnd);
    const shared = hmac(this.#auth, this.#ecdh.computeSecret(sender));
    const input = hmac(shared, Buffer.from('WebPush: info\0'), this.#ecdh.getPublicKey(), sender, one);
    const random = hmac(salt, input);
    const key = hmac(random, Buffer.from('Content-Encoding: aes128gcm\0'), one).subarray(0, 16);
    const nonce = hmac(random, Buffer.from('Content-Encoding: nonce\0'), one).subarray(0, 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(message.subarray(-16));
    const padded = Buffer.concat([decipher.update(message.subarray(keyEnd, -16)), decipher.final()]);
    const end = padded.lastIndexOf(2);
    if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('the padding is none of a last record');
    return padded.subarray(0, end).toString('utf8');
  }
}
