import { describe, expect, it } from 'vitest';
import { languages, phrases, type Sound } from '../../../protocol/dialplan/sounds.ts';
import { recordedNumbers } from '../../../protocol/dialplan/spoken-numbers.ts';
import { silentLogger } from '../../platform/logger.ts';
import { linearFromMulaw } from '../prompts/g711.ts';
import { packetMs } from '../prompts/ogg-opus.ts';
import type { Clip } from '../media-engine.ts';
import { soundsDir } from '../testing/worker-bin.ts';
import { BuiltInClips } from './built-in-clips.ts';
import { SoundClips } from './sound-clips.ts';

const welcome: Clip = { key: 'prompt/welcome', durationMs: 1_000, load: async () => [] };
const sounds = new SoundClips({
  builtIn: new BuiltInClips(soundsDir),
  prompts: {
    clipOf: async (tenantId, promptId) => {
      if (promptId === 'broken') throw new Error('the database is away');
      return tenantId === 'acme' && promptId === 'welcome' ? welcome : undefined;
    },
  },
  logger: silentLogger,
});
async function keysOf(list: readonly Sound[], language: 'en' | 'de' = 'en'): Promise<readonly string[]> {
  return (await sounds.clips('acme', list, language)).map((clip) => clip.key);
}

describe('what plans say', () => {
  it('[PR51] every phrase, number and key has a sound in every language', async () => {
    for (const language of languages) {
      for (const phrase of phrases) expect(await keysOf([{ kind: 'phrase', phrase }], language), phrase).toHaveLength(1);
      for (const value of recordedNumbers) expect(await keysOf([{ kind: 'number', value }], language), String(value)).toHaveLength(1);
      expect(await keysOf([{ kind: 'digits', digits: '0123456789*#' }], language)).toHaveLength(12);
    }
  });

  it('[PR51] sounds come in order and in the language asked for', async () => {
    const list: readonly Sound[] = [
      { kind: 'prompt', promptId: 'welcome' },
      { kind: 'phrase', phrase: 'queue-position' },
      { kind: 'number', value: 1_321 },
      { kind: 'phrase', phrase: 'beep' },
      { kind: 'digits', digits: '0#' },
    ];
    expect(await keysOf(list, 'de')).toEqual([
      'prompt/welcome',
      'sound/de/queue-position',
      'sound/de/number-1000',
      'sound/de/number-300',
      'sound/de/number-21',
      'sound/beep',
      'sound/de/number-0',
      'sound/de/key-hash',
    ]);
  });

  it('[PR52] in the place of a prompt that is not there, or of another tenant, one hears that it is not available', async () => {
    const list: readonly Sound[] = [
      { kind: 'prompt', promptId: 'gone' },
      { kind: 'phrase', phrase: 'goodbye' },
    ];
    expect(await keysOf(list)).toEqual(['sound/en/not-available', 'sound/en/goodbye']);
    const foreign = await sounds.clips('globex', [{ kind: 'prompt', promptId: 'welcome' }], 'en');
    expect(foreign.map((clip) => clip.key)).toEqual(['sound/en/not-available']);
  });

  it('[PR52] what cannot be read is left out, and the rest is heard', async () => {
    expect(
      await keysOf([
        { kind: 'prompt', promptId: 'broken' },
        { kind: 'phrase', phrase: 'goodbye' },
      ]),
    ).toEqual(['sound/en/goodbye']);
    expect(await keysOf([{ kind: 'number', value: 12_345 }])).toEqual([]);
    const nowhere = new SoundClips({
      builtIn: new BuiltInClips('/nowhere'),
      prompts: { clipOf: async () => undefined },
      logger: silentLogger,
    });
    expect(await nowhere.clips('acme', [{ kind: 'phrase', phrase: 'goodbye' }], 'en')).toEqual([]);
  });

  it('[PR53] a clip has frames of 20 ms in Opus and both laws, equally many, and G.711 sounds like speech', async () => {
    const [clip] = await sounds.clips('acme', [{ kind: 'phrase', phrase: 'please-hold' }], 'en');
    if (!clip) throw new Error('no clip');
    const [opus, mulaw, alaw] = [await clip.load('opus'), await clip.load('PCMU'), await clip.load('PCMA')];
    expect(opus.length * 20).toBe(clip.durationMs);
    expect([mulaw.length, alaw.length]).toEqual([opus.length, opus.length]);
    expect(opus.every((packet) => packetMs(packet) === 20)).toBe(true);
    expect([...mulaw, ...alaw].every((frame) => frame.byteLength === 160)).toBe(true);
    const samples = mulaw.flatMap((frame) => Array.from(frame, linearFromMulaw));
    const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    expect(20 * Math.log10(rms / 32_768)).toBeGreaterThan(-28);
  });

  it('[PR53] audio that cannot be read says so', async () => {
    const { opusClip } = await import('./opus-clip.ts');
    const clip = opusClip({ key: 'x', durationMs: 20, read: async () => Buffer.from('no audio') });
    await expect(clip.load('opus')).rejects.toMatchObject({ name: 'MediaError', code: 'unavailable' });
  });
});
