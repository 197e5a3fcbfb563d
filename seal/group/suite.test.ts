import { describe, expect, it } from 'vitest';
import { refhash } from 'ts-mls/crypto/hash.js';
import { decryptWithLabel } from 'ts-mls/crypto/hpke.js';
import { deriveSecret, deriveTreeSecret, expandWithLabel } from 'ts-mls/crypto/kdf.js';
import { signWithLabel, verifyWithLabel } from 'ts-mls/crypto/signature.js';
import { accumulatePskSecret } from 'ts-mls/pskIndex.js';
import { joined } from '../bytes.ts';
import { hex } from '../cpace/testing/vectors.ts';
import { pskIndexOf } from './mls/config.ts';
import { makeSuite } from './mls/suite.ts';

/** Suite 1 of the MLS working group's published vectors, `crypto-basics` and `psk_secret` (two secrets). */
const hkdf = {
  derive: {
    secret: '51bcdc853b2fffd6c0ce55953e99ce3f47c1135a35154422e71b313a088e5925',
    out: 'fd12ac470b9a57a72290f77d437f28afabb7b4ef80b22c362aa7aa6dea9eeaf0',
  },
  tree: {
    secret: '7620af0827ddd6506a20fe3716458f48fd89715d1396ee578eff0750dd1ab926',
    out: 'f85fe97705982d10dbead53c4f83318479c2211e994bcf1ba615f0d8f66d6016',
  },
  expand: {
    secret: '5c96b1772964bd54abf1a8d04d3bf699a7fe7b8fd631caf33a0440f699843e3e',
    context: '9492c562f40b5b40d7bc1da471e9532fee88371ef86f2fc85f0f2a4dc7e9ae81',
    out: 'c7dfff34de8da81aa8dd85828ad05344',
  },
};
const reference = {
  value: 'd322a8468c26e37b1f0f6664e91c1b81f0c3ba87ff1903604426d512e2451d6f',
  out: 'a00d38eb47333e317599170dfbe420cbc542d7e615d27861935bc4200ccb6daa',
};
const sealed = {
  private: 'aa986a7941001bf2f509c54d8f61a5b419c8a0ff02634cf1ccea35b56c8fb002',
  context: '86a8fab1597b2d3fc1498464259eb50852a36f5554589c747f2d6c1fbc67c3d4',
  kemOutput: 'fde840e33c794491db60c2c20e26738b8756b045b33f44bf93b5551fdffbdc5c',
  ciphertext: '9fa3af0beaef151947d8af1a45cbc940181cc901d1437d7fc85e4dcb38a3273e730d414abee7eba789a5a55dbbce4cc7',
  plain: 'dce54bc43e1bee8c4a9f6224ee9959d171c379c43d05383861307d3e52469a3f',
};
const signed = {
  private: '6db310bb3cb063f3fc498e048dbd33885b260a7ee606c8ebd5231d2258b6e572',
  public: 'fa69d57b300537d17953e7292ceff3dd3a6b0284d1e5aa5bc35db01dd9ce78a4',
  content: 'ac833a785a00dc0a8e4d777d7b37ad403a33916334306730d4ce2e359e49169c',
  signature:
    '8227e8cb94513227ebca109f6846c1c2d2952e11871e46bb571a9b0173e9cca9a1937e6855183e4059669167908a36614bad713f914766f5d7ea8393c995d009',
};
const psks = [
  {
    id: '4e96d00ea2059b6c70d0e8777970e65677abee0c4b90e881c4cf7b4aaa8d9184',
    secret: '62e3157cbb3799d0f54fb873e7f7e46257a01e9e4297413e769c4f0afeb1a206',
    nonce: '924a5371246476aca6a92eec7d295af3c9ed3f905aaeb97dc4748ac4cdc889fd',
  },
  {
    id: '8034d46a6150c7c4817f7584edf51006ec8432c55ae1de77d0ccd51c523ed97d',
    secret: '27f5dd47bf87802cdfac24f1bfde71595a62ea8bc6a9ab335ba23c98d5fee267',
    nonce: '07ade6664316831d1ceddc1f7f8b26ff132f7130f4c6c6c51f07191d8f2a328e',
  },
];
const pskSecret = 'e582f70f0b6a48dc9a50583895bc90012147e59bf7ba90b29673075fdb646ff2';

describe('suite 1 as it is put together here', () => {
  it('[SE19] derives and hashes as the working group’s vectors', async () => {
    const { kdf, hash } = await makeSuite();
    expect(await deriveSecret(hex(hkdf.derive.secret), 'DeriveSecret', kdf)).toEqual(hex(hkdf.derive.out));
    expect(await deriveTreeSecret(hex(hkdf.tree.secret), 'DeriveTreeSecret', 2_694_881_440, 32, kdf)).toEqual(hex(hkdf.tree.out));
    const expanded = await expandWithLabel(hex(hkdf.expand.secret), 'ExpandWithLabel', hex(hkdf.expand.context), 16, kdf);
    expect(expanded).toEqual(hex(hkdf.expand.out));
    expect(await refhash('RefHash', hex(reference.value), hash)).toEqual(hex(reference.out));
  });

  it('[SE19] opens and signs as they do', async () => {
    const { hpke, signature } = await makeSuite();
    const key = await hpke.importPrivateKey(hex(sealed.private));
    const parts = { context: hex(sealed.context), kemOutput: hex(sealed.kemOutput), ciphertext: hex(sealed.ciphertext) };
    const plain = await decryptWithLabel(key, 'EncryptWithLabel', parts.context, parts.kemOutput, parts.ciphertext, hpke);
    expect(plain).toEqual(hex(sealed.plain));
    const own = joined(hex(signed.private), hex(signed.public));
    expect(await signWithLabel(own, 'SignWithLabel', hex(signed.content), signature)).toEqual(hex(signed.signature));
    const proof = hex(signed.signature);
    expect(await verifyWithLabel(hex(signed.public), 'SignWithLabel', hex(signed.content), proof, signature)).toBe(true);
  });

  it('[SE19] mixes external secrets into a commit as they do', async () => {
    const suite = await makeSuite();
    const known = psks.map(({ id, secret }) => ({ id: hex(id), secret: hex(secret) }));
    const ids = psks.map(({ id, nonce }) => ({ psktype: 'external', pskId: hex(id), pskNonce: hex(nonce) }) as const);
    const [mixed] = await accumulatePskSecret(ids, pskIndexOf(known), suite, new Uint8Array(32));
    expect(mixed).toEqual(hex(pskSecret));
  });
});
