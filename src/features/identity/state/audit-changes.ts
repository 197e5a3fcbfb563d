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

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields of what was before and after, side by side; fields that stayed the same are left out. */
export function changesOf(before: unknown, after: unknown): readonly AuditChange[] {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names
    .map((field) => ({ field, before: textOf(old[field]), after: textOf(now[field]) }))
    .filter((change) => change.before !== change.after);
}
