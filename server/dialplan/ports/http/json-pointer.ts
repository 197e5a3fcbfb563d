/** Longest text that a variable takes from an answer. */
const maxLength = 1_000;

/** The value at a JSON pointer (RFC 6901) as text; empty when there is none, or when it is no text, number or truth value. */
export function textAt(document: unknown, pointer: string): string {
  const value = valueAt(document, pointer);
  if (typeof value === 'string') return value.slice(0, maxLength);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) return undefined;
  let value = document;
  for (const escaped of pointer.slice(1).split('/')) {
    // RFC 6901 §4: first ~1, then ~0, so that ~01 is ~1 and not /.
    const token = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/u.test(token) ? value[Number(token)] : undefined;
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
