/** `npm test`: every check, from a bare clone. The last line says what really ran. */
import { runStaticChecks } from './checks.mjs';
import { prepare } from './prepare.mjs';
import { elapsedSeconds, say } from './report.mjs';
import { runFlows, runVitest } from './suites.mjs';
import { systemPackages } from './system-packages.mjs';

const env = await prepare({ extraPackages: systemPackages.test });
const counts = [await runStaticChecks(), await runVitest('unit', env), await runVitest('integration', env), await runFlows(env)];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
say(`finished in ${elapsedSeconds().toFixed(0)} s`);
process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
process.exit(failed > 0 ? 1 : 0);
