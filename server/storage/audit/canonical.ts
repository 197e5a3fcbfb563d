import type { Json } from '../schema.ts';

/**
 * One text for one value: object keys sorted by UTF-16 code unit, no spaces, numbers and strings as JSON.stringify
 * writes them (the rules of RFC 8785). PostgreSQL's jsonb may reorder keys; the hash must not notice.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
