import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Not that of a hook, which would name another repository. */
const env = { PATH: process.env['PATH'] };
const check = path.join(import.meta.dirname, 'rules.mjs');
const rows = (letters: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `| ${letters}${String(at + 1)} | Something. |`).join('\n');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'deskline-rules-'));
  mkdirSync(path.join(folder, 'docs/spec'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const titled = (...numbers: readonly string[]): string => numbers.map((number) => `it('[${number}] does something', () => {});\n`).join('');
const inTitles = ['AB7', 'REC52'].map((number) => `[${number}]`).join(' ');
/** Every rule of the page, so that one fault stands alone. */
const all = [...Array.from({ length: 99 }, (_, at) => `AB${String(at + 1)}`), 'REC50', 'REC51', 'REC52', 'REC53'];

/** What the check says of a repository with these rules, where all are tested, and a test whose title names a number. */
function said(number: string, more = '', tests = titled(...all)): { readonly code: number | null; readonly text: string } {
  writeFileSync(path.join(folder, 'docs/spec/page.md'), `${rows('AB', 99)}\n${rows('R', 14)}\n| REC50-53 | Something. |\n${more}\n`);
  writeFileSync(path.join(folder, 'some.test.ts'), titled(number));
  writeFileSync(path.join(folder, 'all.suite.ts'), tests);
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
  ])
    execFileSync('git', args, { cwd: folder, env });
  const { status, stdout } = spawnSync(process.execPath, [check], { cwd: folder, env, encoding: 'utf8' });
  return { code: status, text: stdout };
}

describe('the check of rules', () => {
  it.each(['R1', 'R14', 'AB99', 'REC51'])('knows what a table gives: %s', (number) => {
    expect(said(number)).toEqual({ code: 0, text: '117 rules, 0 numbers wrong\n' });
  });

  it.each(['R15', 'S1', 'AB100', 'REC54'])('fails for a title with a number that no table gives: %s', (number) => {
    const { code, text } = said(number);
    expect(code).toBe(1);
    expect(text).toContain(`some.test.ts names ${number}, which no page of docs/spec gives`);
  });

  it.each(['R3', 'REC53'])('fails when a number is given twice: %s', (number) => {
    const { code, text } = said('R1', `| ${number} | Something else. |`);
    expect(code).toBe(1);
    expect(text).toContain(`${number} is given more than once`);
  });

  it.each([
    ['is named by no test', '', ''],
    ['stands in a comment only', `// ${inTitles}\n/** ${inTitles} */\n * ${inTitles}\n`, ''],
    ['is named without brackets', "describe('AB7 and REC52', () => {});\n", ''],
    ['is named by a file that is no test', '', titled('AB7', 'REC52')],
  ])('fails for a rule that %s', (_how, more, elsewhere) => {
    writeFileSync(path.join(folder, 'helper.ts'), elsewhere);
    const { code, text } = said('AB1', '', titled(...all.filter((rule) => rule !== 'AB7' && rule !== 'REC52')) + more);
    expect(code).toBe(1);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'docs/spec/page.md:7: no test has AB7 in its title',
      'docs/spec/page.md:114: no test has REC52 in its title',
      '117 rules, 2 numbers wrong',
    ]);
  });

  it('knows a number that a table puts into a title, and lets features be without a test', () => {
    const left = 'AB7';
    const tests = `${titled(...all.filter((rule) => rule !== left))}test.each([['[${left}]', 1]])('%s does something', () => {});\n`;
    expect(said('AB1', '', tests)).toEqual({ code: 0, text: '117 rules, 0 numbers wrong\n' });
  });
});
