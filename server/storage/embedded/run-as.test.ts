import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { bootstrapCluster } from './bootstrap.ts';
import { clusterFolder, EmbeddedPostgres } from './embedded-postgres.ts';
import { asCommand, chooseRunAs, type RunAs } from './run-as.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'deskline-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const isRoot = process.getuid?.() === 0;

/** What this machine can show: root in a namespace and as another user, or just ourselves. */
const ways: readonly RunAs[] = isRoot ? [chooseRunAs(), { how: 'user', uid: 65_534, gid: 65_534 }] : [{ how: 'direct' }];

describe('running PostgreSQL without being root', () => {
  it.each(ways)('[ST59] works: $how; and the folder can be opened again', async (runAs) => {
    for (let round = 0; round < 2; round += 1) {
      const embedded = await EmbeddedPostgres.start({ dataDir, logger: silentLogger, clock: systemClock, runAs });
      await bootstrapCluster(embedded);
      await embedded.stop();
    }
    const owner = runAs.how === 'user' ? runAs.uid : process.getuid?.();
    expect(statSync(clusterFolder(dataDir)).uid).toBe(owner);
  });

  it('[ST59] wraps the command only where it must', () => {
    expect(asCommand({ how: 'direct' }, 'postgres', ['-D', 'x'])).toEqual({ file: 'postgres', arguments: ['-D', 'x'], identity: {} });
    expect(asCommand({ how: 'namespace' }, 'postgres', ['-D']).arguments).toEqual([
      '--user',
      '--map-user=1000',
      '--map-group=1000',
      'postgres',
      '-D',
    ]);
    expect(asCommand({ how: 'user', uid: 7, gid: 8 }, 'postgres', []).identity).toEqual({ uid: 7, gid: 8 });
  });
});
