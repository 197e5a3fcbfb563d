import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spellingsOf } from './canary-search.ts';
import { familyOf, piecesOf, searchMemory } from './process-memory.ts';

const canary = 'canary-51c0aa-red-kite';
/** Another process that keeps the bytes that it reads, and nothing else of them: they come with every bit turned. */
const keeper = `
  const chunks = [];
  process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    globalThis.kept = Buffer.concat(chunks).map((byte) => 255 - byte);
    setInterval(() => globalThis.kept.length, 1000);
    process.stdout.write('kept');
  });`;

describe('the memory of a process', () => {
  let child: ChildProcess;
  const keep = async (bytes: Buffer): Promise<number> => {
    child.stdin?.end(bytes.map((byte) => 255 - byte));
    if (child.stdout) await once(child.stdout, 'data');
    return child.pid ?? 0;
  };
  beforeEach(() => {
    child = spawn(process.execPath, ['-e', keeper], { stdio: ['pipe', 'pipe', 'inherit'] });
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('[SU241] shows what it has, in each spelling', async () => {
    const between = Buffer.alloc(1_000, 65);
    const pid = await keep(Buffer.concat(spellingsOf(canary).flatMap(([, bytes]) => [between, bytes, between])));
    const found = new Set((await searchMemory(pid, canary)).map(({ spelling }) => spelling));
    expect(found).toEqual(new Set(spellingsOf(canary).map(([spelling]) => spelling)));
  });

  it('[SU241] shows nothing of what it has not', async () => {
    expect(await searchMemory(await keep(Buffer.from('something else')), canary)).toEqual([]);
  });

  it('[SU241] belongs to a family', async () => {
    await keep(Buffer.from('-'));
    expect(await familyOf(process.pid)).toEqual(expect.arrayContaining([process.pid, child.pid]));
    expect(await familyOf(child.pid ?? 0)).toEqual([child.pid]);
  });

  it('[SU241] of another one that is not there cannot be read', async () => {
    await expect(searchMemory(2 ** 22 + 1, canary)).rejects.toThrow('ENOENT');
  });
});

describe('a map of memory', () => {
  it('[SU241] has the pieces that can be read, named or not', () => {
    const maps = [
      '00400000-00452000 r-xp 00000000 08:02 173521      /usr/bin/some program',
      '7f1c00000000-7f1c00021000 rw-p 00000000 00:00 0 ',
      '7f1c04000000-7f1c08000000 ---p 00000000 00:00 0 ',
      '7ffd3a1f0000-7ffd3a1f4000 r--p 00000000 00:00 0   [vvar]',
    ].join('\n');
    expect(piecesOf(maps)).toEqual([
      { from: 0x40_00_00, to: 0x45_20_00, name: '/usr/bin/some program' },
      { from: 0x7f_1c_00_00_00_00, to: 0x7f_1c_00_02_10_00, name: 'anonymous' },
    ]);
  });
});
