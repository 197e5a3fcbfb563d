import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from './errors.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

/** Where the product's own migrations lie. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

const fileName = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/** Reads the migrations of a folder in order; numbers must run from 1 without a gap. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  return files.map((file, index) => {
    const match = fileName.exec(file);
    if (!match) throw new StorageError('refused', `The migration ${file} is not named NNNN_name.sql.`);
    const [, number = '', name = ''] = match;
    if (Number(number) !== index + 1) {
      throw new StorageError('refused', `The migration ${file} should have number ${index + 1}: numbers are used once and leave no gap.`);
    }
    const sql = readFileSync(join(folder, file), 'utf8');
    return { version: index + 1, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Compares what the database has with what this program knows; gives the migrations still to apply. A changed file and a
 * database from a newer program are refused: both would make the same version mean two schemas.
 */
export function pendingMigrations(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  for (const done of applied) {
    const own = known[done.version - 1];
    const label = `${String(done.version).padStart(4, '0')}_${done.name}`;
    if (!own)
      throw new StorageError(
        'refused',
        `The database has migration ${label}, which this version of Deskline does not know; start the newer version.`,
      );
    if (own.checksum !== done.checksum) {
      throw new StorageError(
        'refused',
        `Migration ${label} was changed after it was applied to this database; restore the file and put the change into a new migration.`,
      );
    }
  }
  return known.slice(applied.length);
}
