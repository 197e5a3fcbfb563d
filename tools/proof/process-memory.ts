import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { spellingsOf, type Canary, type Sight } from './canary-search.ts';

/** A piece of a process's memory that can be read: addresses in bytes, and what lies there. */
export interface MemoryPiece {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** What is read at once. */
const stepBytes = 16 * 1024 * 1024;

/** Reads `/proc/PID/maps` (proc_pid_maps(5)): the pieces that can be read, but those of the kernel. */
export function piecesOf(maps: string): readonly MemoryPiece[] {
  return maps.split('\n').flatMap((line) => {
    const [, from = '', to = '', name = ''] = /^([\da-f]+)-([\da-f]+) r\S* \S+ \S+ \S+\s*(.*)$/u.exec(line) ?? [];
    if (from === '' || name === '[vvar]' || name === '[vsyscall]') return [];
    return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), name: name || 'anonymous' }];
  });
}

/** A process and all that it began, and they in turn: of this machine's processes, by their parents. */
export async function familyOf(pid: number): Promise<readonly number[]> {
  const children = new Map<number, number[]>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    const parent = Number(/^PPid:\s*(\d+)$/mu.exec(status)?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (one: number): number[] => [one, ...(children.get(one) ?? []).flatMap(below)];
  return below(pid);
}

/** The program that a process runs. */
export async function programOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${String(pid)}/comm`, 'utf8')).trim();
}

/**
 * Where a text is in all that a process has in its memory. It has to be ours (a child, or we are root).
 * @throws when nothing of it can be read: a search that sees nothing proves nothing
 */
export async function searchMemory(pid: number, text: Canary): Promise<readonly Sight[]> {
  const needles = spellingsOf(text);
  const longest = Math.max(...needles.map(([, needle]) => needle.length));
  const program = `${await programOf(pid)} ${String(pid)}`;
  const sights: Sight[] = [];
  let seenBytes = 0;
  const memory = await open(`/proc/${String(pid)}/mem`, 'r');
  try {
    for (const piece of piecesOf(await readFile(`/proc/${String(pid)}/maps`, 'utf8'))) {
      for (let at = piece.from; at < piece.to; at += stepBytes) {
        // Steps overlap, so that nothing is missed where one ends.
        const bytes = await read(memory, at, Math.min(stepBytes + longest, piece.to - at));
        seenBytes += bytes.length;
        for (const [spelling, needle] of needles) if (bytes.includes(needle)) sights.push({ spelling, place: `${program}: ${piece.name}` });
      }
    }
  } finally {
    await memory.close();
  }
  if (seenBytes === 0) throw new Error(`nothing of the memory of process ${String(pid)} could be read`);
  return sights;
}

/** What is there now; pieces that were given back meanwhile, and those of devices, are empty. */
async function read(memory: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await memory.read(bytes, 0, length, at).catch(() => ({ bytesRead: 0 }));
  return bytes.subarray(0, bytesRead);
}
