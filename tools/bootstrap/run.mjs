import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { root, toolEnvironment } from './paths.mjs';

/**
 * Runs a program to its end and resolves to its exit code. Output goes to the terminal, or with `logFile`
 * to that file.
 */
export function run(command, args, options = {}) {
  const { logFile, env, cwd = root, onLine } = options;
  const piped = Boolean(logFile ?? onLine);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: toolEnvironment(env),
      stdio: ['ignore', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    });
    const log = logFile ? createWriteStream(logFile) : undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        log?.write(chunk);
        if (onLine) for (const line of chunk.toString().split('\n')) if (line) onLine(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      log?.end();
      resolve(code ?? (signal ? 128 : 1));
    });
  });
}

/** Becomes the program: passes signals on, and ends with its exit code. */
export function become(command, args, env) {
  const child = spawn(command, args, { cwd: root, env: toolEnvironment(env), stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`deskline: ${command} cannot start: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}
