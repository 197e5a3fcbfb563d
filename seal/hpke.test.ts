import { describe, expect, it } from 'vitest';
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Bytes } from './bytes.ts';
import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts';
import { newLockedPair, newRawPair, openWith, pairFrom, pairOf, publicBytesOf, sealTo } from './hpke.ts';

const hex = (text: string): Bytes => Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

/** RFC 9180 A.1.1: our KEM and KDF; the RFC prints them with AES-128-GCM. */
const rfc = {
  ikmR: '6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037',
  skRm: '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  pkRm: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
  ikmE: '7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234',
  enc: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  info: '4f6465206f6e2061204772656369616e2055726e',
  plain: '4265617574792069732074727574682c20747275746820626561757479',
  aad: '436f756e742d30',
  sealed: 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
};

const binding = { info: 'what it is for', associated: 'which one' };

describe('HPKE', () => {
  it('[SR01] gives the key pair, the shared secret and the ciphertext of RFC 9180 A.1.1', async () => {
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const recipient = await pairFrom(hex(rfc.ikmR));
    expect(toBase64Url(await publicBytesOf(recipient))).toBe(toBase64Url(hex(rfc.pkRm)));
    const known = await pairOf({ publicKey: hex(rfc.pkRm), privateKey: hex(rfc.skRm) });
    const ekm = await pairFrom(hex(rfc.ikmE));
    const sender = await suite.createSenderContext({ recipientPublicKey: known.publicKey, info: hex(rfc.info), ekm });
    expect(toBase64Url(new Uint8Array(sender.enc))).toBe(toBase64Url(hex(rfc.enc)));
    const sealed = new Uint8Array(await sender.seal(hex(rfc.plain), hex(rfc.aad)));
    expect(toBase64Url(sealed)).toBe(toBase64Url(hex(rfc.sealed)));
    const opened = await suite.open({ recipientKey: recipient, enc: hex(rfc.enc), info: hex(rfc.info) }, sealed, hex(rfc.aad));
    expect(toBase64Url(new Uint8Array(opened))).toBe(toBase64Url(hex(rfc.plain)));
  });

  it('[SR01] opens for whom it was sealed, for what it was sealed, unchanged; nothing else', async () => {
    const [raw, other] = [await newRawPair(), await newRawPair()];
    const pair = await pairOf(raw);
    const sealed = await sealTo(raw.publicKey, binding, utf8('secret'));
    expect(await openWith(pair, binding, sealed)).toEqual(utf8('secret'));
    await expect(openWith(await pairOf(other), binding, sealed)).rejects.toMatchObject({ why: 'forged' });
    await expect(openWith(pair, { ...binding, info: 'something else' }, sealed)).rejects.toMatchObject({ why: 'forged' });
    await expect(openWith(pair, { ...binding, associated: 'another one' }, sealed)).rejects.toMatchObject({ why: 'forged' });
    for (const at of [0, 31, 32, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openWith(pair, binding, changed)).rejects.toMatchObject({ why: 'forged' });
    }
  });

  it('[SR02] a browser’s own private key opens and cannot be taken out', async () => {
    const pair = await newLockedPair();
    const sealed = await sealTo(await publicBytesOf(pair), binding, utf8('ring'));
    expect(await openWith(pair, binding, sealed)).toEqual(utf8('ring'));
    expect(pair.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toMatchObject({ name: 'InvalidAccessError' });
  });

  it('[SR01] base64url of any length comes back', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) & 255);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
    expect(() => fromBase64Url('a+b=')).toThrow(SyntaxError);
  });
});
