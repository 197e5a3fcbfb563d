import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { searchFolder, spellingsIn, spellingsOf } from './canary-search.ts';

const canary = 'canary-7f3b9d-blue-heron';
const around = (text: string, before: number): Buffer => Buffer.from(`${'ö'.repeat(4)}${'x'.repeat(before)}${text}${'y'.repeat(7)}`);

describe('the search for a text', () => {
  it.each([0, 1, 2, 3, 4])('[SU241] finds it in base64, %i bytes off, and in base64url', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(around(canary, before).toString(encoding));
      expect(spellingsIn(encoded, canary)).toHaveLength(1);
    }
  });

  it('[SU241] finds it as UTF-8, UTF-16, and hex of both cases', () => {
    expect(spellingsIn(around(canary, 1), canary)).toEqual(['utf-8']);
    expect(spellingsIn(Buffer.from(`..${canary}..`, 'utf16le'), canary)).toEqual(['utf-16le']);
    const hex = around(canary, 3).toString('hex');
    expect(spellingsIn(Buffer.from(hex), canary)).toEqual(['hex']);
    expect(spellingsIn(Buffer.from(hex.toUpperCase()), canary)).toEqual(['HEX']);
  });

  it('[SU241] finds bytes that are no text as they are, in a string of two bytes a letter, in base64 and in hex', () => {
    const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x9c, 0xe2, 0x28, 0xa1, 0x80, 0x41, 0xfe, 0x17, 0x93]);
    const inside = Buffer.concat([Buffer.from([1]), bytes, Buffer.from([2, 3])]);
    expect(spellingsIn(inside, bytes)).toEqual(['utf-8']);
    expect(spellingsIn(Buffer.from(inside.toString('latin1'), 'utf16le'), bytes)).toEqual(['utf-16le']);
    expect(spellingsIn(Buffer.from(inside.toString('base64')), bytes)).toEqual(['base64, 1 off']);
    expect(spellingsIn(Buffer.from(inside.toString('hex')), bytes)).toEqual(['hex']);
    const like = Buffer.from(bytes);
    like[4] = 0xe3;
    expect(spellingsIn(inside, like)).toEqual([]);
  });

  it('[SU241] does not find what is only like it', () => {
    const like = canary.replace('blue', 'blua');
    for (const [, needle] of spellingsOf(like)) expect(spellingsIn(needle, canary)).toEqual([]);
  });

  it('[SU241] looks into the folders of a folder', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'deskline-proof-'));
    await mkdir(path.join(folder, 'a', 'b'), { recursive: true });
    await writeFile(path.join(folder, 'a', 'b', 'c'), around(canary, 2).toString('base64'));
    await writeFile(path.join(folder, 'empty'), '');
    const found = await searchFolder(folder, canary);
    await rm(folder, { recursive: true });
    expect(found).toEqual([{ spelling: expect.stringContaining('base64'), place: 'a/b/c' }]);
  });

  it('[SU241] finds what a page of the write-ahead log ends in the middle of; elsewhere such a piece is two', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'deskline-proof-'));
    const [first, second] = [Buffer.alloc(8_192, 1), Buffer.alloc(8_192, 1)];
    first.writeUInt16LE(2, 2);
    second.writeUInt16LE(1, 2);
    first.write(canary.slice(0, 9), 8_192 - 9);
    second.write(canary.slice(9), 24);
    for (const name of ['pg_wal', 'base']) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, '1'), Buffer.concat([first, second]));
    }
    const found = await searchFolder(folder, canary);
    await rm(folder, { recursive: true });
    expect(found).toEqual([{ spelling: 'utf-8', place: path.join('pg_wal', '1') }]);
  });

  it('[SU241] finds bytes in base64url too', () => {
    const bytes = Buffer.from([0xfb, 0xef, 0xbe, 0xff, 0xfb, 0xef, 0xbe, 0xff, 0xfb, 0xef, 0xbe, 0xff]);
    expect(bytes.toString('base64url')).toMatch(/[-_]/u);
    expect(spellingsIn(Buffer.from(bytes.toString('base64url')), bytes)).toContain('base64');
  });
});
