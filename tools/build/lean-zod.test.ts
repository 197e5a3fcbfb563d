import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leanSchemas, unusedMethods } from './lean-zod.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schemas = readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve('zod')), 'v4/classic/schemas.js'), 'utf8');
const lean = leanSchemas(schemas);

/** Methods of schemas are all that stands so in the file. */
const methodsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^ {4}(?:async )?(\w+)(?:\(.*\) \{|: .*function.*)$/gm)].map(([, name]) => name ?? '');
const stringOf = (text: string): string => /\$constructor\("ZodString"[\s\S]*?^\}\)?;?$/m.exec(text)?.[0] ?? '';
/** The methods that the browser build leaves out of zod's strings. */
const formats = methodsOf(stringOf(schemas));

const sources = ['protocol', 'seal', 'src'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name)),
);

/** What stands between the parentheses of a call, with calls in it. */
const given = String.raw`\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;

/** Where a schema that begins so goes on with one of the methods: `z.string().trim().email()`, `nameSchema.brand()`. */
function uses(text: string, begin: string, methods: readonly string[]): readonly string[] {
  const chain = new RegExp(String.raw`${begin}(?:\s*\.\w+${given})*?\s*\.(?:${methods.join('|')})\(`, 'g');
  return text.match(chain) ?? [];
}
const anyString = String.raw`\bz\s*\.string\([^)]*\)`;
const anySchema = String.raw`\b(?:z\s*\.\w+${given}|\w*[sS]chema)`;
const formatsIn = (text: string): readonly string[] => uses(text, anyString, formats);
const unusedIn = (text: string): readonly string[] => uses(text, anySchema, unusedMethods);

describe('formats of strings', () => {
  it('are found in zod as the browser build leaves them out', () => {
    expect(formats).toContain('email');
    expect(formats).toContain('duration');
    expect(formats).toHaveLength(26);
    expect(lean).toContain('_ZodString.init(inst, def);\n});');
  });

  it('are never written as a method of a string, which the browser build does not have', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.filter((file) => formatsIn(readFileSync(file, 'utf8')).length > 0)).toEqual([]);
  });

  it('would be found', () => {
    expect(formatsIn('const a = z.string().email();')).toHaveLength(1);
    expect(formatsIn('const a = z\n  .string()\n  .trim()\n  .max(5)\n  .uuid();')).toHaveLength(1);
    expect(formatsIn('const a = { x: z.string().max(5), y: z.email() };')).toHaveLength(0);
  });
});

describe('methods of every schema', () => {
  it('that nobody calls are left out, and these alone', () => {
    const before = methodsOf(schemas).filter((name) => !formats.includes(name));
    expect(before).toEqual(expect.arrayContaining([...unusedMethods, 'optional', 'default', 'catch', 'pipe', 'parse', 'safeParseAsync']));
    expect(methodsOf(lean)).toEqual(before.filter((name) => !unusedMethods.includes(name)));
  });

  it('are never called on a schema, which in the browser build does not have them', () => {
    expect(sources.filter((file) => unusedIn(readFileSync(file, 'utf8')).length > 0)).toEqual([]);
  });

  it('would be found', () => {
    expect(unusedIn("const a = z.string().brand('x');")).toHaveLength(1);
    expect(unusedIn('const a = nameSchema.optional().readonly();')).toHaveLength(1);
    expect(unusedIn('const a = z.array(nameSchema).optional();')).toHaveLength(0);
  });
});
