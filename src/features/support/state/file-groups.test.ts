import { describe, expect, it } from 'vitest';
import { fileListOf } from './file-groups.ts';
import type { FileView } from './live-view.ts';
import { aliceSeat, bobSeat } from './testing/context.testing.ts';

let count = 0;
const file = (path: string, more: Partial<FileView> = {}): FileView => ({
  id: `f-${String((count += 1))}`,
  name: path.split('/').at(-1) ?? '',
  ...(path.includes('/') ? { path } : {}),
  bytes: 10,
  seatId: aliceSeat,
  isMine: false,
  state: 'offered',
  movedBytes: 0,
  ...more,
});
const shape = (files: readonly FileView[]) =>
  fileListOf(files).entries.map((entry) => (entry.kind === 'file' ? entry.file.name : [entry.folder.name, entry.folder.files.length]));

describe('a folder', () => {
  it('[SU464] is one entry, whatever lies between its files', () => {
    expect(shape([file('logs/a.txt'), file('single.txt'), file('logs/old/a.txt'), file('logs/b.txt')])).toEqual([
      ['logs', 3],
      'single.txt',
    ]);
  });

  it('[SU464] of the same name from another person, or offered again, is another one', () => {
    expect(shape([file('logs/a.txt'), file('logs/a.txt', { seatId: bobSeat }), file('logs/b.txt')])).toEqual([
      ['logs', 2],
      ['logs', 1],
    ]);
    expect(shape([file('logs/a.txt'), file('logs/a.txt'), file('logs/b.txt')])).toEqual([
      ['logs', 1],
      ['logs', 2],
    ]);
  });

  it('[SU464] says what waits, what moves and how much of it came', () => {
    const files = [
      file('logs/a.txt', { state: 'done', blob: new Blob(['a']), movedBytes: 10 }),
      file('logs/b.txt', { state: 'moving', movedBytes: 4 }),
      file('logs/c.txt'),
    ];
    const [entry] = fileListOf(files).entries;
    if (entry?.kind !== 'folder') throw new Error('one folder');
    const { folder } = entry;
    expect([folder.bytes, folder.movedBytes, folder.done]).toEqual([30, 14, 1]);
    expect([folder.waiting, folder.underWay, folder.received].map((each) => each.map(({ name }) => name))).toEqual([
      ['c.txt'],
      ['b.txt'],
      ['a.txt'],
    ]);
  });
});
