import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** The process and its descendants. */
export function familyOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (let index = 0; index < family.length; index += 1) family.push(...(children.get(family[index] ?? 0) ?? []));
  return family;
}

/** Read here and not by `ps`, which would be a child of ours itself, gone before anybody can look at it. */
function parentOf(pid: string): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It ended in this moment.
    return undefined;
  }
}

/** Time on the CPU of all living threads of these processes so far, milliseconds. */
export function cpuMs(pids: readonly number[]): number {
  const living = pids.filter((pid) => existsSync(`/proc/${String(pid)}/task`));
  const threads = living.flatMap((pid) =>
    readdirSync(`/proc/${String(pid)}/task`).map((tid) => `/proc/${String(pid)}/task/${tid}/schedstat`),
  );
  return threads.reduce((total, file) => total + Number(readFileSync(file, 'utf8').split(' ')[0]), 0) / 1e6;
}

/** The name of what a process runs. */
export function commandOf(pid: number): string {
  return readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim();
}

/** CPU time of a process with everybody it started, also those who have ended since, milliseconds. */
export function familyCpuMs(pid: number): number {
  let ticks = 0;
  for (const member of familyOf(pid)) {
    const file = `/proc/${String(member)}/stat`;
    // Whoever ends meanwhile is counted in its parent's figures of children.
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    for (const field of fields.slice(11, 15)) ticks += Number(field);
  }
  return (ticks * 1_000) / ticksPerSecond;
}

/** Resident memory of a process, bytes. Shared pages count in full. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) * 1_024;
}

/** Proportional memory of processes (shared pages divided among their users), bytes. */
export function proportionalBytes(pids: readonly number[]): number {
  let total = 0;
  for (const pid of pids) {
    const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'));
    total += Number(line?.[1] ?? 0) * 1_024;
  }
  return total;
}
