import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, setPriority } from 'node:os';
import { familyOf } from './process-cpu.ts';

/** What is measured has a core of its own, what makes the load has the other one. */
export const subjectCore = 0;
export const generatorCore = Math.min(1, cpus().length - 1);

/** Keeps a process, its threads and its children on one core. */
export function pin(pid: number, core: number): void {
  for (const member of familyOf(pid)) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(member)], { stdio: 'ignore' });
}

/**
 * Other programs on this machine wait for a process and its children, where we may say so (root): a delay would be theirs
 * otherwise. Among our own processes nothing changes. Linux has a priority for each thread, and one for each session.
 */
export function goFirst(pid: number): void {
  for (const member of familyOf(pid)) {
    try {
      for (const thread of readdirSync(`/proc/${String(member)}/task`)) setPriority(Number(thread), -20);
      const session = `/proc/${String(member)}/autogroup`;
      if (existsSync(session)) writeFileSync(session, '-20');
    } catch (error) {
      console.warn(`process ${String(member)} does not go first: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
