import { readFile } from 'node:fs/promises';

/** Turns schemas into JSON Schema: only a server that publishes OpenAPI has a use for it. */
const JSON_SCHEMA_PARTS = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;
/** zod tries at the start whether it may compile text. It may not (our content policy), and each try is a violation in the browser's log. */
const TRY = /\/zod\/v4\/core\/util\.js$/;
const SCHEMAS = /\/zod\/v4\/classic\/schemas\.js$/;
/** zod's English sentences: forms say what is wrong in words of their own, in both languages. */
const SENTENCES = /\/zod\/v4\/locales\/en\.js$/;

/** The formats that zod's strings still have as methods, for those who write `z.string().email()`: we write `z.email()`. */
const STRING_FORMATS = /(\$constructor\("ZodString", \([^{]*\{[^}]*\}), \{\n {4}email\([\s\S]*?^\}(?=\);$)/m;
/** Methods of schemas, each of which keeps code in the page: for codecs, registries, changed values, other limits. Nobody here calls them. */
export const unusedMethods: readonly string[] = `
  brand register superRefine overwrite exactOptional nonoptional and transform prefault readonly
  describe meta isOptional isNullable encode decode encodeAsync decodeAsync
  safeEncode safeDecode safeEncodeAsync safeDecodeAsync toJSONSchema
  nonempty lowercase uppercase slugify includes startsWith endsWith normalize
  gt gte lt lte multipleOf step finite safe negative nonpositive
  keyof catchall passthrough loose strict strip safeExtend merge omit required exactPartial
`
  .trim()
  .split(/\s+/);
const UNUSED = new RegExp(
  `^ {4}(?:async )?(?:${unusedMethods.join('|')})(?:\\(.*\\) \\{|: (?:async )?function.*)\\n[\\s\\S]*?^ {4}\\},\\n`,
  'gm',
);

/** zod's schemas without what no page of ours calls. */
export function leanSchemas(code: string): string {
  return code.replace(STRING_FORMATS, '$1').replace(UNUSED, '');
}

/** What the browser build takes in the place of a file of zod; null: the file. */
export async function leanZod(id: string): Promise<string | null> {
  if (TRY.test(id)) return (await readFile(id, 'utf8')).replace('globalConfig.jitless', 'true');
  if (SCHEMAS.test(id)) return leanSchemas(await readFile(id, 'utf8'));
  if (SENTENCES.test(id)) return 'export default () => ({});';
  return JSON_SCHEMA_PARTS.test(id) ? withoutBodies(await readFile(id, 'utf8')) : null;
}

/** The module with the same exports, none of which can be called. */
function withoutBodies(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map((match) => match[1] ?? '');
  const renamed = [...code.matchAll(/^export \{ \w+ as (\w+) \};/gm)].map((match) => match[1] ?? '');
  const absent = `() => { throw new Error('JSON Schema is left out of the browser build.'); }`;
  return [
    `const absent = () => ${absent};`,
    ...names.map((name) => `export const ${name} = absent;`),
    ...renamed.map((name) => `export { absent as ${name} };`),
  ].join('\n');
}
