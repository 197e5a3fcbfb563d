import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { readTitled, titled } from './titled.ts';

describe('a picture with a title', () => {
  it('[SE120] is one file, of which both come back', () => {
    const still = { title: 'Größe der Schrauben – links', type: 'image/png', content: utf8('a picture') };
    expect(readTitled(titled(still))).toEqual(still);
    const numbered = { ...still, number: 12 };
    expect(readTitled(titled(numbered))).toEqual(numbered);
    const bare = { title: '', type: '', content: new Uint8Array() };
    expect(readTitled(titled(bare))).toEqual(bare);
  });

  it('[SE120] what is none is refused', () => {
    for (const bytes of [new Uint8Array(), utf8('x'), new Uint8Array([0, 9, 1]), new Uint8Array([0, 1, 65, 1, 0])])
      expect(() => readTitled(bytes)).toThrow(expect.objectContaining({ why: 'malformed' }));
    expect(() => titled({ title: 'x'.repeat(70_000), type: 'image/png', content: new Uint8Array() })).toThrow(
      expect.objectContaining({ why: 'too-long' }),
    );
  });
});
