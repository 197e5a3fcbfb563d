import { describe, expect, it } from 'vitest';
import { joined, type Bytes } from '../bytes.ts';
import { headerOf, readHeader } from './sframe-header.ts';
import { aes128GcmSha256, aes256GcmSha512, SframeKey } from './sframe-key.ts';
import vectors from './testing/rfc9605.json' with { type: 'json' };

function bytes(hex: string): Bytes {
  return new Uint8Array((hex.match(/../gu) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
const hexOf = (from: Uint8Array): string => Array.from(from, (byte) => byte.toString(16).padStart(2, '0')).join('');
const suites = new Map([aes128GcmSha256, aes256GcmSha512].map((suite) => [suite.id, suite]));

describe('SFrame', () => {
  it('[SE60] writes and reads the headers of RFC 9605 C.1', () => {
    expect(vectors.header.length).toBe(289);
    for (const [kid = '', counter = '', encoded = ''] of vectors.header) {
      expect(hexOf(headerOf(BigInt(kid), BigInt(counter)))).toBe(encoded);
      const read = readHeader(joined(bytes('ffff'), bytes(encoded), bytes('00')), 2);
      expect(read).toEqual({ kid: BigInt(kid), counter: BigInt(counter), length: encoded.length / 2 });
    }
  });

  it('[SE60] refuses headers that end early or spell a number longer than it has to be', () => {
    for (const wrong of ['', '80', '99012345', '0800', '0807', '090001', '8805', 'f000'])
      expect(readHeader(bytes(wrong), 0), wrong).toBeUndefined();
  });

  it.each(vectors.sframe)('[SE61] seals and opens as RFC 9605 C.3 says, suite $cipher_suite', async (vector) => {
    const suite = suites.get(vector.cipher_suite);
    const [kid, counter] = [BigInt(vector.kid), BigInt(vector.ctr)];
    const [sealing, opening] = await Promise.all([
      SframeKey.derive(bytes(vector.base_key), kid, 'encrypt', suite),
      SframeKey.derive(bytes(vector.base_key), kid, 'decrypt', suite),
    ]);
    const [header, sealed] = await sealing.seal(counter, bytes(vector.metadata), bytes(vector.pt));
    expect(hexOf(joined(header, sealed))).toBe(vector.ct);
    expect(hexOf(await opening.open(counter, bytes(vector.aad), sealed))).toBe(vector.pt);
    await expect(opening.open(counter, bytes(vector.aad).slice(1), sealed)).rejects.toMatchObject({ name: 'OperationError' });
  });
});
