/** A plan of some version, as it was stored: nothing is known of it but its version. */
export type StoredPlan = Readonly<Record<string, unknown>>;

/** Brings a plan from version `from` to the next one. Changes only what the version changed; never throws on strange content. */
export interface Migration {
  readonly from: number;
  up(plan: StoredPlan): StoredPlan;
}

export type MigrationResult =
  | { readonly ok: true; readonly plan: StoredPlan; readonly from: number }
  | { readonly ok: false; readonly reason: 'no-version' | 'newer-version' | 'unknown-version' };

/** Applies what lies between a stored plan's version and the current one. */
export function migrate(stored: StoredPlan, migrations: readonly Migration[], current: number): MigrationResult {
  const from = stored['schemaVersion'];
  if (typeof from !== 'number' || !Number.isInteger(from)) return { ok: false, reason: 'no-version' };
  if (from > current) return { ok: false, reason: 'newer-version' };
  let plan = stored;
  for (let version = from; version < current; version++) {
    const migration = migrations.find((candidate) => candidate.from === version);
    if (!migration) return { ok: false, reason: 'unknown-version' };
    plan = { ...migration.up(plan), schemaVersion: version + 1 };
  }
  return { ok: true, plan, from };
}
