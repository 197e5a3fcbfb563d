import { ensureNodePackages } from './node-packages.mjs';
import { ensureSfuWorker } from './sfu-worker.mjs';
import { ensureSystemPackages, systemPackages } from './system-packages.mjs';
import { ensureWebBuild } from './web-build.mjs';

/** Everything that both commands need; resolves to the environment for the server. Does nothing twice. */
export async function prepare({ web = true, extraPackages = [] } = {}) {
  await ensureSystemPackages([...systemPackages.run, ...extraPackages], 'Deskline');
  await ensureNodePackages();
  const MEDIASOUP_WORKER_BIN = await ensureSfuWorker();
  if (web) await ensureWebBuild();
  return { MEDIASOUP_WORKER_BIN };
}
