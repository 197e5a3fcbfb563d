import { readFileSync, readdirSync } from 'node:fs';

/** Process ids of the media workers that this process started (Linux). */
export function workerProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [command, parent] = commandAndParent(pid);
      return parent === process.pid && command.startsWith('mediasoup-work');
    });
}

/** kill -9 of every media worker of this process. */
export function killWorkerProcesses(): void {
  for (const pid of workerProcesses()) process.kill(pid, 'SIGKILL');
}

/** From /proc/PID/stat: `pid (command) state ppid …`. A process that just ended has none. */
function commandAndParent(pid: number): [string, number] {
  try {
    const match = /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return [match?.[1] ?? '', Number(match?.[2] ?? 0)];
  } catch {
    return ['', 0];
  }
}
