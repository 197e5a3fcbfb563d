/**
 * `npm run build:verify -- https://desk.example`: compares what a server hands out with the build in `dist/web`, file by file, without signing
 * in. Exit code 0 when all is the same, 1 when something differs, 2 when it could not be compared.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sha256Of } from '../build/build-manifest.ts';
import { compareServed } from './compare-served.ts';

const list = fileURLToPath(new URL('../../dist/web/build.json', import.meta.url));
const maxListed = 50;

async function main(): Promise<number> {
  const [origin] = process.argv.slice(2);
  if (origin === undefined || !URL.canParse(origin)) {
    process.stderr.write('Say which server: npm run build:verify -- https://desk.example\n');
    return 2;
  }
  const own = await readFile(list, 'utf8');
  print(`this build:   ${sha256Of(own)}`);
  const { servedHash, checked, differences } = await compareServed(origin, own);
  print(`the server’s: ${servedHash ?? 'none'}`);
  for (const difference of differences.slice(0, maxListed)) print(`DIFFERENT: ${difference}`);
  if (differences.length === 0) print(`OK: ${String(checked)} answers are what this build has, byte by byte.`);
  else print(`${String(differences.length)} differences in ${String(checked)} answers`);
  return differences.length === 0 ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(
    `It could not be compared (is there a build? npm run build): ${error instanceof Error ? error.message : 'unknown'}\n`,
  );
  process.exitCode = 2;
}
