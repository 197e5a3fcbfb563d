import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, isStamped, nodeModules, root, stamp } from './paths.mjs';
import { run } from './run.mjs';
import { step, stop } from './report.mjs';

/** Installs the npm packages exactly as the lockfile says, when it changed since the last time. */
export async function ensureNodePackages() {
  const fingerprint = hashOf(readFileSync(path.join(root, 'package.json')), readFileSync(path.join(root, 'package-lock.json')));
  const done = path.join(nodeModules, '.deskline-installed');
  if (isStamped(done, fingerprint)) return;
  await step('installing npm packages', async () => {
    const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) stop('npm ci failed; look at the lines above. Is the npm registry reachable?');
  });
  stamp(done, fingerprint);
}
