/** One field of a recorded change, as text. */
export interface AuditChange {
  field: string;
  before: string;
  after: string;
}

function fieldsOf(facts: unknown): Record<string, unknown> {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return {};
  return { ...facts };
}

function textOf(value: unknown, names: Readonly<Record<string, string>>): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.map((item) => names[item] ?? item).join(', ');
  return typeof value === 'string' ? (names[value] ?? value) : JSON.stringify(value);
}

/** The fields of what was before and after, side by side; fields that stayed the same are left out. `names` stand for ids. */
export function changesOf(before: unknown, after: unknown, names: Readonly<Record<string, string>> = {}): readonly AuditChange[] {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return fields
    .map((field) => ({ field, before: textOf(old[field], names), after: textOf(now[field], names) }))
    .filter((change) => change.before !== change.after);
}
