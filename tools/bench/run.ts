/** `npm run bench -- NAME …`: runs benchmarks, prints a table, writes bench/results/NAME.json. Without a name: lists them. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench, BenchResult, Spread } from './kit/bench.ts';
import { describeMachine } from './kit/machine.ts';

const folder = path.join(import.meta.dirname, 'benches');
const results = path.resolve(import.meta.dirname, '../../bench/results');

async function load(): Promise<readonly Bench[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.map(async (file): Promise<unknown> => import(path.join(folder, file))));
  return modules.map((module, index) => benchIn(module, files[index] ?? ''));
}

function benchIn(module: unknown, file: string): Bench {
  if (typeof module === 'object' && module !== null && 'bench' in module && isBench(module.bench)) return module.bench;
  throw new Error(`${file} exports no benchmark named bench`);
}

function isBench(value: unknown): value is Bench {
  return typeof value === 'object' && value !== null && 'name' in value && 'run' in value;
}

const number = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
const spread = (value: Spread | undefined): string => (value ? `${number(value.median)} (${number(value.min)}-${number(value.max)})` : '');

function print(rows: readonly BenchResult[]): void {
  console.table(
    rows.map((row) => ({
      bar: row.name,
      unit: row.unit,
      ours: spread(row.ours),
      peer: spread(row.peer),
      ratio: spread(row.ratio),
      goal: row.goal,
      met: row.isMet ? 'yes' : 'NO',
    })),
  );
  for (const row of rows) for (const note of row.notes) console.log(`  ${row.name}: ${note}`);
}

const wanted = process.argv.slice(2);
const known = await load();
const chosen = wanted.includes('all') ? known : known.filter((bench) => wanted.includes(bench.name));
if (chosen.length === 0) {
  console.log('npm run bench -- NAME … | all\n');
  for (const bench of known) console.log(`  ${bench.name.padEnd(20)} ${bench.describe}`);
  process.exit(wanted.length > 0 ? 1 : 0);
}
mkdirSync(results, { recursive: true });
for (const bench of chosen) {
  console.log(`${bench.name}: ${bench.describe}`);
  const rows = await bench.run();
  print(rows);
  writeFileSync(
    path.join(results, `${bench.name}.json`),
    `${JSON.stringify({ machine: describeMachine(), results: rows }, undefined, 2)}\n`,
  );
}
process.exit(0);
