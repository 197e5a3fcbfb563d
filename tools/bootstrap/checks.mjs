import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { bin, root } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './report.mjs';

const projects = ['protocol', 'seal', 'server', 'src', 'src/push-worker', 'tools'].filter((name) =>
  existsSync(path.join(root, name, 'tsconfig.json')),
);

/** Everything that reads the code without running it, by the name that people see. */
export const staticChecks = [
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--max-warnings', '0'] },
  ...projects.map((name) => ({ name: `types of ${name}`, command: ['tsc', '-p', name] })),
  { name: 'architecture', command: ['node', 'tools/checks/architecture.mjs'] },
  { name: 'file sizes', command: ['node', 'tools/checks/file-sizes.mjs'] },
  { name: 'lanes', command: ['node', 'tools/checks/lanes.mjs'] },
  { name: 'rules', command: ['node', 'tools/checks/rules.mjs'] },
  { name: 'notices', command: ['node', 'tools/checks/notices.mjs'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
];

/** Runs the static checks, as many at once as there are cores; says each failure in full. Resolves to the counts. */
export async function runStaticChecks() {
  const counts = { passed: 0, failed: 0 };
  const waiting = [...staticChecks];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) counts[(await passes(check)) ? 'passed' : 'failed'] += 1;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return counts;
}

async function passes({ name, command: [program, ...args] }) {
  const lines = [];
  const code = await run(bin(program), args, { onLine: (line) => lines.push(line) });
  if (code !== 0) process.stdout.write(`${lines.join('\n')}\n`);
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return code === 0;
}
