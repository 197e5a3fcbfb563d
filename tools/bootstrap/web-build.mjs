import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pageSourcesOf } from '../build/page-sources.mjs';
import { bin, hashOf, isStamped, root, stamp } from './paths.mjs';
import { run } from './run.mjs';
import { step, stop } from './report.mjs';

/** The sources, and the pages that the build of them left: a build that failed later has emptied the folder. */
function stateOf(fingerprint, folder) {
  const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];
  return [fingerprint, ...pages.toSorted()].join('\n');
}

/** Builds the browser application into dist/web when its sources changed since the last build. */
export async function ensureWebBuild() {
  const fingerprint = hashOf(...pageSourcesOf(root).flatMap(({ name, content }) => [name, content]));
  const done = path.join(root, 'dist', '.web-built');
  const web = path.join(root, 'dist/web');
  if (isStamped(done, stateOf(fingerprint, web))) return;
  await step('building the browser application', async () => {
    const lines = [];
    const code = await run(bin('vite'), ['build', '--logLevel', 'warn'], { onLine: (line) => lines.push(line) });
    if (code !== 0) stop(`the browser application could not be built:\n${lines.join('\n')}`);
  });
  stamp(done, stateOf(fingerprint, web));
}
