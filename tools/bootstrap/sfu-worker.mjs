import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { nodeModules, root, userCache } from './paths.mjs';
import { run } from './run.mjs';
import { say, step, stop } from './report.mjs';
import { ensureSystemPackages, systemPackages } from './system-packages.mjs';

const packageFolder = path.join(nodeModules, 'mediasoup');

/** The worker says 41 when it is started without its version in the environment: then it runs on this machine. */
function runsHere(binary) {
  return existsSync(binary) && spawnSync(binary, [], { env: {}, stdio: 'ignore', timeout: 10_000 }).status === 41;
}

/**
 * Resolves to the path of an SFU worker for the installed mediasoup: one given in MEDIASOUP_WORKER_BIN, one in the
 * user's cache, the prebuilt download, or a local build, in this order.
 */
export async function ensureSfuWorker() {
  const given = process.env.MEDIASOUP_WORKER_BIN;
  if (given) {
    if (!runsHere(given)) stop(`MEDIASOUP_WORKER_BIN names ${given}, which does not run on this machine. Unset it to get one.`);
    return given;
  }
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const folder = path.join(userCache, 'mediasoup-worker', version);
  const cached = path.join(folder, 'mediasoup-worker');
  if (runsHere(cached)) return cached;
  mkdirSync(folder, { recursive: true });
  if (!(await download(cached))) await build(folder, cached);
  if (!runsHere(cached)) stop(`the SFU worker was made but does not run; look at ${folder}`);
  return cached;
}

/** mediasoup's own installer, kept from its own build by a Python that is none. */
async function download(cached) {
  return step('looking for a prebuilt SFU worker', async () => {
    const code = await run('timeout', ['60', process.execPath, 'npm-scripts.mjs', 'postinstall'], {
      cwd: packageFolder,
      env: { PYTHON: '/bin/false' },
      onLine: () => {},
    });
    const binary = path.join(packageFolder, 'worker', 'out', 'Release', 'mediasoup-worker');
    if (code !== 0 || !runsHere(binary)) {
      say('there is none to be had for this machine');
      return false;
    }
    copyFileSync(binary, `${cached}.new`);
    renameSync(`${cached}.new`, cached);
    return true;
  });
}

async function build(folder, cached) {
  await ensureSystemPackages(systemPackages.workerBuild, 'building the SFU worker');
  const logFile = path.join(folder, 'build.log');
  await step('building the SFU worker from source (up to ten minutes, once)', async () => {
    let last = 0;
    const onLine = (line) => {
      const progress = /^\[(\d+)\/(\d+)\]/.exec(line);
      const percent = progress ? Math.floor((100 * Number(progress[1])) / Number(progress[2])) : 0;
      if (percent >= last + 10) say(`SFU worker: ${String((last = percent))} %`);
    };
    const code = await run('bash', [path.join(root, 'tools/worker/build.sh'), packageFolder, cached], { logFile, onLine });
    if (code !== 0) stop(`the SFU worker could not be built; the compiler's words are in ${logFile}`);
  });
}
