import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { hasWordsForNobody, withoutWords } from './wordless-errors.ts';

const folder = path.dirname(createRequire(import.meta.url).resolve('mediasoup-client'));
const files = ['ortc.js', 'Transport.js', '../../ts-mls/dist/src/clientState.js'].map((name) => path.join(folder, name));
const kindsIn = (code: string): readonly string[] => [...code.matchAll(/new ((?:\w+\.)?\w*Error)\(/g)].map(([, kind]) => kind ?? '');

describe('errors of libraries that nobody reads', () => {
  it('keep kind and place, and lose their words', () => {
    for (const file of files) {
      const before = readFileSync(file, 'utf8');
      const after = withoutWords(before);
      expect(kindsIn(before).length, file).toBeGreaterThan(5);
      expect(kindsIn(after)).toEqual(kindsIn(before));
      expect(before.length - after.length, file).toBeGreaterThan(300);
      expect(() => parseAst(after), file).not.toThrow();
    }
  });

  it('are left as they are where they are made of more than words', () => {
    expect(withoutWords('throw new TypeError(\'missing kind\'); new errors_1.InvalidStateError(`closed ${what}`); new Error("no")')).toBe(
      'throw new TypeError(); new errors_1.InvalidStateError(); new Error()',
    );
    for (const kept of ["new Error('a' + name)", "new Error('a', { cause })", 'new Error(text)', "new ErrorPage('x')", "new Map('x')"])
      expect(withoutWords(kept)).toBe(kept);
  });

  it('are those of the seal and the room alone', () => {
    expect(files.map((file) => hasWordsForNobody(file))).toEqual([true, true, true]);
    for (const id of ['/src/seal/bytes.ts', '/a/node_modules/jssip/lib/JsSIP.js', '/a/node_modules/zod/v4/core/errors.js'])
      expect(hasWordsForNobody(id), id).toBe(false);
  });
});
