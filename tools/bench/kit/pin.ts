import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { familyOf } from './process-cpu.ts';

/** What is measured has a core of its own, what makes the load has the other one. */
export const subjectCore = 0;
export const generatorCore = Math.min(1, cpus().length - 1);

/** Keeps a process, its threads and its children on one core. */
export function pin(pid: number, core: number): void {
  for (const member of familyOf(pid)) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(member)], { stdio: 'ignore' });
}
