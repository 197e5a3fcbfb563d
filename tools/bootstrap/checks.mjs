import { existsSync } from 'node:fs';
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
  { name: 'rules', command: ['node', 'tools/checks/rules.mjs'] },
  { name: 'notices', command: ['node', 'tools/checks/notices.mjs'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
];

/** Runs the static checks; says each failure in full. Resolves to the counts. */
export async function runStaticChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const {
    name,
    command: [program, ...args],
  } of staticChecks) {
    const lines = [];
    const code = await run(bin(program), args, { onLine: (line) => lines.push(line) });
    if (code === 0) counts.passed += 1;
    else {
      counts.failed += 1;
      process.stdout.write(`${lines.join('\n')}\n`);
    }
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  }
  return counts;
}
