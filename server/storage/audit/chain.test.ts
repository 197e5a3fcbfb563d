import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { chainStart, linkHash, type ChainedEntry } from './chain.ts';

const entry: ChainedEntry = {
  tenantId: '01900000-0000-7000-8000-000000000001',
  id: '01900000-0000-7000-8000-000000000002',
  atMicroseconds: 1_767_225_600_000_001,
  actorUserId: null,
  action: 'user.updated',
  subjectKind: 'user',
  subjectId: '01900000-0000-7000-8000-000000000003',
  before: { role: 'user', email: { hash: 'ab' } },
  after: { email: { hash: 'cd' }, role: 'admin', limits: [1, 2.5, null, true] },
  addressHash: 'ef',
};

/** Written out by hand: what is hashed must stay the same as long as logs live. */
const text =
  '{"action":"user.updated","actorUserId":null,"addressHash":"ef","after":{"email":{"hash":"cd"},"limits":[1,2.5,null,true],"role":"admin"},' +
  '"atMicroseconds":1767225600000001,"before":{"email":{"hash":"ab"},"role":"user"},"id":"01900000-0000-7000-8000-000000000002","seq":1,' +
  '"subjectId":"01900000-0000-7000-8000-000000000003","subjectKind":"user","tenantId":"01900000-0000-7000-8000-000000000001","v":1}';

describe('a link', () => {
  it('[ST76] is SHA-256 over the hash before it and the canonical JSON of number and entry', () => {
    const expected = createHash('sha256').update(Buffer.alloc(32)).update(text).digest('hex');
    expect(linkHash(chainStart, 1, entry).toString('hex')).toBe(expected);
    expect(expected).toBe('3029b703df4ddc6002bac3ed10f062aebd48ce9adb7102b95b15b9119ab0ea0f');
  });

  it('[ST76] depends on every field, on the number and on the link before', () => {
    const hashes = new Set(
      [linkHash(chainStart, 1, entry), linkHash(chainStart, 2, entry), linkHash(Buffer.alloc(32, 1), 1, entry)].map((hash) =>
        hash.toString('hex'),
      ),
    );
    for (const key of Object.keys(entry)) hashes.add(linkHash(chainStart, 1, { ...entry, [key]: 'other' }).toString('hex'));
    expect(hashes.size).toBe(3 + Object.keys(entry).length);
  });
});

describe('canonical JSON', () => {
  it('[ST77] does not notice the order of keys, and notices everything else', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { y: 1, x: 2 }], c: 'ä"\n' } })).toBe('{"a":{"c":"ä\\"\\n","d":[1,{"x":2,"y":1}]},"b":1}');
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
    expect(canonicalJson('1')).not.toBe(canonicalJson(1));
    expect(canonicalJson({ a: null })).not.toBe(canonicalJson({}));
  });
});
