const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is an id that something may have a name for. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/** Every id that stands in what was before or after, alone or in a list. */
export function idsIn(facts: unknown): readonly string[] {
  if (typeof facts === 'string') return isId(facts) ? [facts] : [];
  if (Array.isArray(facts)) return facts.flatMap(idsIn);
  return typeof facts === 'object' && facts !== null ? Object.values(facts).flatMap(idsIn) : [];
}

/** Those of `ids` that have a name, with it. */
export function namesAmong(ids: readonly string[], names: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? '']] : [])));
}
