import { describe, expect, it } from 'vitest';
import { runProgram, type ProgramRun } from './run-program.ts';

const base: Omit<ProgramRun, 'program' | 'args'> = { timeoutMs: 5_000, maxOutputBytes: 1_000 };
const sh = (script: string, more: Partial<ProgramRun> = {}): ProgramRun => ({ ...base, program: 'sh', args: ['-c', script], ...more });

describe('programs of the system', () => {
  it('[PR60] get their input, and give their output', async () => {
    expect((await runProgram({ ...base, program: 'cat', args: [], input: 'hello' })).output.toString()).toBe('hello');
  });

  it('[PR60] one that does not read its input is no failure', async () => {
    const { output } = await runProgram({ ...base, program: 'echo', args: ['done'], input: Buffer.alloc(1_000_000) });
    expect(output.toString()).toBe('done\n');
  });

  it.each([
    ['is not installed', { ...base, program: 'no-such-program', args: [] }, 'missing'],
    ['fails', sh('echo why >&2; exit 3'), 'failed'],
    ['takes too long', sh('sleep 20', { timeoutMs: 100 }), 'too-slow'],
    ['says too much', { ...base, program: 'yes', args: [] }, 'too-much'],
    ['nobody waits for', sh('sleep 20', { signal: AbortSignal.timeout(100) }), 'aborted'],
    ['nobody waited for', sh('sleep 20', { signal: AbortSignal.abort() }), 'aborted'],
  ])('[PR61] one that %s ends', async (_what, run, failure) => {
    await expect(runProgram(run)).rejects.toMatchObject({ failure });
  });

  it('[PR62] see nothing of our environment, and have limits', async () => {
    process.env['DESKLINE_TEST_SECRET'] = 'secret';
    const { output } = await runProgram(sh('env; ulimit -c; ulimit -n'));
    delete process.env['DESKLINE_TEST_SECRET'];
    expect(output.toString()).not.toContain('SECRET');
    expect(output.toString()).toMatch(/\n0\n64\n$/u);
  });

  it('[PR62] arguments are arguments: no shell reads them', async () => {
    const { output } = await runProgram({ ...base, program: 'echo', args: ['$(id)', '; ls', '`id`'] });
    expect(output.toString()).toBe('$(id) ; ls `id`\n');
  });
});
