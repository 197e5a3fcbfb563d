import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodeModules, root, userCache } from './paths.mjs';
import { run } from './run.mjs';
import { say, step, stop } from './report.mjs';
import { canHave, ensureSystemPackages, systemPackages } from './system-packages.mjs';

const packageFolder = path.join(nodeModules, 'mediasoup');

/** The worker says 41 when it is started without its version in the environment: then it runs on this machine. */
function runsHere(binary) {
  return existsSync(binary) && spawnSync(binary, [], { env: {}, stdio: 'ignore', timeout: 10_000 }).status === 41;
}

/** What stands in the place of a recipe where a worker could not be built here. */
const notFromHere = 'not built here';

/** What a worker that is built here is made of; a cached one of anything else is made anew. */
function recipe() {
  const folder = path.join(root, 'tools/worker');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
  return paths.reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256')).digest('hex');
}

/**
 * Resolves to the path of an SFU worker for the installed mediasoup: one given in MEDIASOUP_WORKER_BIN, one in the
 * user's cache, a local build, or, where none can be made, the prebuilt download, in this order. The build mends
 * what tools/worker/build.sh says of the sources.
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
  const madeOf = path.join(folder, 'made-of');
  const canBuild = canHave(systemPackages.workerBuild);
  const has = existsSync(madeOf) ? readFileSync(madeOf, 'utf8') : '';
  if (runsHere(cached) && (has === recipe() || (has === notFromHere && !canBuild))) return cached;
  mkdirSync(folder, { recursive: true });
  const isHad = !canBuild && ((await download(cached)) || runsHere(cached));
  if (!isHad) await build(folder, cached);
  if (!runsHere(cached)) stop(`the SFU worker was made but does not run; look at ${folder}`);
  writeFileSync(madeOf, isHad ? notFromHere : recipe());
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
    say(
      'with this one, shared screens begin blurred more often, and all pictures come later, than with one that is built here (docs/adr/0178, 0179)',
    );
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
