/** `npm run check`: format, lint, types, architecture, dead code, unit tests. */
import { runStaticChecks } from './checks.mjs';
import { ensureNodePackages } from './node-packages.mjs';
import { runVitest } from './suites.mjs';

await ensureNodePackages();
const counts = [await runStaticChecks(), await runVitest('unit')];
process.exit(counts.some((count) => count.failed > 0) ? 1 : 0);
