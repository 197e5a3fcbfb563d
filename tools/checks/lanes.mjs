/** Each flow stands in one lane of e2e/lanes.mjs: one that stands in none would never run. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lanes } from '../../e2e/lanes.mjs';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'e2e/*.spec.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && existsSync(file))
  .map((file) => file.slice('e2e/'.length));
const places = new Map(files.map((file) => [file, []]));
const wrong = [];
for (const [lane, { flows }] of Object.entries(lanes))
  for (const file of flows) {
    if (places.has(file)) places.get(file).push(lane);
    else wrong.push(`${file} stands in the lane “${lane}”, and is not there`);
  }
for (const [file, at] of places) {
  if (at.length === 0) wrong.push(`${file} stands in no lane: write it into e2e/lanes.mjs`);
  if (at.length > 1) wrong.push(`${file} stands in ${String(at.length)} lanes: ${at.join(', ')}`);
}
for (const line of wrong) process.stdout.write(`${line}\n`);
process.stdout.write(`${String(files.length)} files of flows, ${String(wrong.length)} wrong\n`);
if (files.length < 50) process.stdout.write('the check found almost no flows: it proves nothing\n');
process.exit(wrong.length > 0 || files.length < 50 ? 1 : 0);
