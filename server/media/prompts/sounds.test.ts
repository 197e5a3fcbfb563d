import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { soundsDir } from '../testing/worker-bin.ts';
import { alawFromLinear, alawFromMulaw, linearFromMulaw } from './g711.ts';
import { packetMs, readOpusFile } from './ogg-opus.ts';
import { SoundLibrary, soundNames } from './sound-library.ts';

describe('sounds', () => {
  it('[MED92] every sound is there in Opus and both laws, in 20 ms frames', async () => {
    const all = (await SoundLibrary.load(soundsDir)).all();
    expect(all.map((sound) => sound.key)).toEqual(soundNames.flatMap((name) => [`${name}/opus`, `${name}/PCMU`, `${name}/PCMA`]));
    for (const { key, frames } of all) {
      const wrong = frames.filter((frame) => (key.endsWith('/opus') ? packetMs(frame) !== 20 : frame.byteLength !== 160));
      expect({ key, wrong: wrong.length, isLong: frames.length > 20 }).toEqual({ key, wrong: 0, isLong: true });
    }
  });

  it('[MED92] Opus and G.711 of a sound last equally long', async () => {
    const counts = new Map((await SoundLibrary.load(soundsDir)).all().map((sound) => [sound.key, sound.frames.length]));
    for (const name of soundNames) expect(counts.get(`${name}/PCMU`)).toBe(counts.get(`${name}/opus`));
  });

  it('[MED92] a broken file is refused with the reason', async () => {
    const file = await readFile(join(soundsDir, 'busy.ogg'));
    expect(() => readOpusFile(file.subarray(0, 40))).toThrow('cut short');
    expect(() => readOpusFile(Buffer.concat([file, Buffer.from('x')]))).toThrow(`no Ogg page at byte ${file.byteLength}`);
    expect(() => readOpusFile(Buffer.from(file.toString('latin1').replace('OpusHead', 'OpusTail'), 'latin1'))).toThrow('no OpusHead');
    expect(() => readOpusFile(Buffer.alloc(0))).toThrow('no OpusHead');
  });

  it.each([
    [Uint8Array.of(0x08), 20],
    [Uint8Array.of(0x00), 10],
    [Uint8Array.of(0x18), 60],
    [Uint8Array.of(0xf8), 20],
    [Uint8Array.of(0xf9), 40],
    [Uint8Array.of(0xeb, 0x03), 15],
    [Uint8Array.of(0x80), 2.5],
    [new Uint8Array(), 0],
  ])('[MED92] the TOC byte tells the duration: %o is %d ms', (packet, ms) => {
    expect(packetMs(packet)).toBe(ms);
  });

  it('[MED13] µ-law and A-law keep to ITU-T G.711', () => {
    expect([0xff, 0x7f, 0x80, 0x00, 0xf0].map(linearFromMulaw)).toEqual(
      [0, 0, 32_124, -32_124, 120].map((value) => expect.closeTo(value, 0)),
    );
    expect([0, 16, -1, 32_767, -32_768, 1000].map(alawFromLinear)).toEqual([0xd5, 0xd4, 0x55, 0xaa, 0x2a, 0xfa]);
    expect([...alawFromMulaw(Uint8Array.of(0xff, 0x80, 0x00))]).toEqual([0xd5, 0xaa, 0x2a]);
  });
});
