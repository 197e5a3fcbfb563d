import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { STRING_FORMATS } from './lean-vendors.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schemas = readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve('zod')), 'v4/classic/schemas.js'), 'utf8');

/** The methods that the browser build leaves out of zod's strings. */
const left = [...(STRING_FORMATS.exec(schemas)?.[0] ?? '').matchAll(/^ {4}(\w+)\(params\) \{$/gm)].map((match) => match[1] ?? '');

const sources = ['protocol', 'seal', 'src'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name)),
);

/** Where a string schema goes on with one of the methods: `z.string().trim().email()`. */
function uses(text: string): readonly string[] {
  const chain = new RegExp(String.raw`z\s*\.string\([^)]*\)(?:\s*\.\w+\([^()]*\))*?\s*\.(?:${left.join('|')})\(`, 'g');
  return text.match(chain) ?? [];
}

describe('formats of strings', () => {
  it('are found in zod as the browser build leaves them out', () => {
    expect(left).toContain('email');
    expect(left).toContain('duration');
    expect(left).toHaveLength(26);
    expect(schemas.replace(STRING_FORMATS, '$1')).toContain('_ZodString.init(inst, def);\n});');
  });

  it('are never written as a method of a string, which the browser build does not have', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.filter((file) => uses(readFileSync(file, 'utf8')).length > 0)).toEqual([]);
  });

  it('would be found', () => {
    expect(uses('const a = z.string().email();')).toHaveLength(1);
    expect(uses('const a = z\n  .string()\n  .trim()\n  .max(5)\n  .uuid();')).toHaveLength(1);
    expect(uses('const a = { x: z.string().max(5), y: z.email() };')).toHaveLength(0);
  });
});
