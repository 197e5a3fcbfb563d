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

/** What the check says of a repository with these rules, and a test whose title names a number. */
function said(number: string, more = ''): { readonly code: number | null; readonly text: string } {
  writeFileSync(path.join(folder, 'docs/spec/page.md'), `${rows('AB', 99)}\n${rows('R', 14)}\n| REC50-53 | Something. |\n${more}\n`);
  writeFileSync(path.join(folder, 'some.test.ts'), `it('[${number}] does something', () => {});\n`);
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
});
