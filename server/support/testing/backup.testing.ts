import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';

/** A backup of database and data folder at one moment, as operators make it. */
export interface Backup {
  /** Puts everything back as it was; what the backup does not have (the keystore) stays as it is. */
  restore(): Promise<void>;
  close(): void;
}

export interface BackupOptions {
  /** Against the rules: the backup takes the keystore along, and keeps it. */
  readonly hasKeystore?: boolean;
}

/** Rows of all tables with tenants, objects and keys; not the keystore, which docs/spec/storage.md keeps out of backups. */
export async function backUp(database: TestDatabase, { hasKeystore = false }: BackupOptions = {}): Promise<Backup> {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-backup-'));
  const isKept = (path: string): boolean => hasKeystore || !relative(database.dataDir, path).startsWith('keystore');
  cpSync(database.dataDir, folder, { recursive: true, filter: isKept });
  const tables = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'deskline' and c.relkind = 'r' and not c.relispartition
     and (c.relname like 'support\\_%' or c.relname = 'stored_objects')`,
  );
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [found] = await database.query<{ rows: string }>(`select coalesce(json_agg(t), '[]')::text as rows from deskline.${name} t`);
    rows.set(name, found?.rows ?? '[]');
  }
  return {
    async restore() {
      cpSync(folder, database.dataDir, { recursive: true });
      await database.query(`set session_replication_role = replica`);
      for (const [name, content] of rows) {
        await database.query(`delete from deskline.${name}`);
        await database.query(`insert into deskline.${name} select * from json_populate_recordset(null::deskline.${name}, $1::json)`, [
          content,
        ]);
      }
      await database.query(`set session_replication_role = origin`);
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
