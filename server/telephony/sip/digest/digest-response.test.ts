import { expect, test } from 'vitest';
import { digestHash, digestResponse } from './digest-response.ts';

const example = {
  method: 'GET',
  uri: '/dir/index.html',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  nc: '00000001',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};
const a1 = 'Mufasa:http-auth@example.org:Circle of Life';

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
] as const)('[SIP85] the example of RFC 7616 §3.9.1 in %s', (algorithm, expected) => {
  expect(digestResponse({ ...example, algorithm, ha1: digestHash(algorithm, a1) })).toBe(expected);
});
