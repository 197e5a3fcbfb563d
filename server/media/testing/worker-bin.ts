import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from 'mediasoup';

/** The worker program for tests: where bootstrap says it is, or where bootstrap puts it. */
export function workerBinForTests(): string {
  return process.env['MEDIASOUP_WORKER_BIN'] ?? join(homedir(), '.cache', 'deskline', 'mediasoup-worker', version, 'mediasoup-worker');
}

/** The committed sounds. */
export const soundsDir = fileURLToPath(new URL('../../../public/sounds/', import.meta.url));
