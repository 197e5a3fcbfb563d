/**
 * A number of a rule or feature is given once in docs/spec (a line may give a range: `REC50-53`), titles of tests name those that are there, and
 * every rule stands in one. A title names a number in brackets: `[CA12]`; so does what a table or a suite puts into one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const filesOf = (...patterns) =>
  execFileSync('git', ['ls-files', ...patterns], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && existsSync(file));

/** The numbers that a line of a table gives. */
function numbersOf(line) {
  const [, letters, first, last] = /^\|\s*([A-Z]{1,4})(\d+)(?:-(\d+))?\s*\|/.exec(line) ?? [];
  if (!letters) return [];
  if (!last) return [`${letters}${first}`];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${letters}${String(Number(first) + at)}`);
}

/** The numbers in brackets in a file of tests, but for lines that are comments. */
function namedIn(file) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line));
  return new Set([...lines.join('\n').matchAll(/\[([A-Z]{1,4}\d+)\]/g)].map(([, number]) => number));
}

const places = new Map();
for (const file of filesOf('docs/spec/*.md'))
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries())
    for (const number of numbersOf(line)) places.set(number, [...(places.get(number) ?? []), `${file}:${String(at + 1)}`]);

const wrong = [...places].filter(([, at]) => at.length > 1).map(([number, at]) => `${number} is given more than once: ${at.join(', ')}`);
const tested = new Set();
for (const file of filesOf('*.test.ts', '*.test.tsx', '*.suite.ts', '*.spec.ts')) {
  for (const number of namedIn(file)) {
    tested.add(number);
    if (!places.has(number)) wrong.push(`${file} names ${number}, which no page of docs/spec gives`);
  }
}
// A number of one letter is a feature's: whether it is built is no matter of this check.
for (const [number, [place]] of places)
  if (/^[A-Z]{2}/.test(number) && !tested.has(number)) wrong.push(`${place}: no test has ${number} in its title`);
for (const line of wrong) process.stdout.write(`${line}\n`);
process.stdout.write(`${String(places.size)} rules, ${String(wrong.length)} numbers wrong\n`);
if (places.size < 100) process.stdout.write('the check read almost no rules: it proves nothing\n');
process.exit(wrong.length > 0 || places.size < 100 ? 1 : 0);
