export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text for one value: names in the order of their UTF-16 units, no blanks, numbers and strings as `JSON.stringify` writes them
 * (RFC 8785). What is undefined is left out.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts: string[] = [];
  for (const name of Object.keys(value).toSorted(byUnits)) {
    const inner = value[name];
    if (inner !== undefined) parts.push(`${JSON.stringify(name)}:${canonicalJson(inner)}`);
  }
  return `{${parts.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function byUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
