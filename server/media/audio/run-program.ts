import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Why a program of the system did not do its work. Messages hold none of its input. */
export type ProgramFailure = 'missing' | 'failed' | 'too-slow' | 'too-much' | 'aborted';

/** Thrown by `runProgram`. `stderr` is the end of what the program said. */
export class ProgramError extends Error {
  readonly failure: ProgramFailure;
  readonly program: string;
  readonly stderr: string;
  constructor(failure: ProgramFailure, program: string, stderr = '') {
    super(`${program}: ${failure}`);
    this.name = 'ProgramError';
    this.failure = failure;
    this.program = program;
    this.stderr = stderr;
  }
}

export interface ProgramRun {
  /** Its name, looked up in PATH. */
  readonly program: string;
  readonly args: readonly string[];
  /** Written to its standard input, which is empty otherwise. */
  readonly input?: Uint8Array | string;
  /** An open file that the program finds at /dev/fd/3. */
  readonly file?: number;
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  readonly signal?: AbortSignal | undefined;
}

const maxErrorBytes = 65_536;
/** Of one run, whatever it is given: CPU seconds, address space, files, no core dump. */
const limits = ['--cpu=120', '--as=2147483648', '--nofile=64', '--core=0'];

/**
 * Runs a program of the system as a process of its own: without a shell, with nothing of our environment, with limits on
 * time, memory and output. Resolves when it ended with 0. @throws {ProgramError}
 */
export async function runProgram(run: ProgramRun): Promise<{ readonly output: Buffer; readonly stderr: string }> {
  const found = findProgram(run.program);
  if (found === undefined) throw new ProgramError('missing', run.program);
  if (run.signal?.aborted) throw new ProgramError('aborted', run.program);
  const limiter = findProgram('prlimit');
  const [command, args] = limiter === undefined ? [found, run.args] : [limiter, [...limits, '--', found, ...run.args]];
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe', ...(run.file === undefined ? [] : [run.file])],
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    cwd: '/',
    // A group of its own, so that what it started ends with it.
    detached: true,
  });
  let failure: ProgramFailure | undefined;
  const end = (why: ProgramFailure): void => {
    failure ??= why;
    if (child.pid !== undefined) killGroup(child.pid);
  };
  const timer = setTimeout(() => end('too-slow'), run.timeoutMs);
  const onAbort = (): void => end('aborted');
  run.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    feed(child.stdin, run.input);
    const [output, stderr, code] = await Promise.all([
      collect(child.stdout, run.maxOutputBytes, () => end('too-much')),
      collect(child.stderr, maxErrorBytes, () => undefined),
      exitOf(child),
    ]);
    const said = stderr.toString('utf8');
    if (failure !== undefined || code !== 0) throw new ProgramError(failure ?? 'failed', run.program, said);
    return { output, stderr: said };
  } finally {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', onAbort);
  }
}

/** The absolute path of a program in PATH; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function feed(stdin: Writable | null, input: Uint8Array | string | undefined): void {
  // A program that ends before it read everything says why by its exit code; the broken pipe adds nothing.
  stdin?.on('error', () => undefined);
  stdin?.end(input ?? '');
}

async function collect(stream: Readable | null, maxBytes: number, onTooMuch: () => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxBytes) chunks.push(bytes);
    else onTooMuch();
  }
  return Buffer.concat(chunks);
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It ended by itself in this moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
}
