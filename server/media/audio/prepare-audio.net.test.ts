import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { readOpusFile } from '../prompts/ogg-opus.ts';
import { prepareAudio } from './prepare-audio.ts';
import { loudnessOf, recordingOf } from './testing/recordings.testing.ts';

const tone = 'sine=440:d=2';
/** Speech-like: bursts of noise with far higher peaks than their loudness; the same ones in every run. */
const burstsOf = (seed: number): string =>
  `anoisesrc=d=4:c=pink:a=0.9:seed=${String(seed)},volume=volume='if(lt(mod(t,1),0.15),1,0.05)':eval=frame`;
const bursts = burstsOf(1);

describe('what people send', () => {
  it.each([
    ['WAV, 8 kHz', 'wav', ['-ar', '8000']],
    ['WAV, 24 bit, stereo, 96 kHz', 'wav', ['-ar', '96000', '-ac', '2', '-c:a', 'pcm_s24le']],
    ['WAV, G.711', 'wav', ['-ar', '8000', '-c:a', 'pcm_alaw']],
    ['MP3', 'mp3', []],
    ['MP3 without a tag', 'mp3', ['-id3v2_version', '0', '-write_id3v1', '0', '-write_xing', '0']],
    ['Ogg Vorbis', 'ogg', ['-c:a', 'libvorbis']],
    ['Ogg Opus', 'ogg', ['-c:a', 'libopus']],
    ['M4A with its index at the end', 'm4a', []],
    ['M4A with its index at the front', 'm4a', ['-movflags', '+faststart']],
    ['AAC', 'aac', []],
    ['FLAC', 'flac', []],
    ['WebM as a browser records it', 'webm', ['-c:a', 'libopus', '-live', '1']],
  ])('[PR10] %s becomes mono Opus in packets of 20 ms', async (_name, ending, args) => {
    const prepared = await prepareAudio(recordingOf(tone, ending, ...args));
    const { channels, packets } = readOpusFile(prepared.content);
    expect(channels).toBe(1);
    expect(prepared.durationMs).toBe(packets.length * 20);
    expect(Math.abs(prepared.durationMs - 2_000)).toBeLessThan(150);
    // 32 kbit/s, and what Ogg adds.
    expect(prepared.content.byteLength / (prepared.durationMs / 8_000)).toBeLessThan(45_000);
  });

  it.each([
    ['quiet', `${tone},volume=-35dB`],
    ['loud', `${tone},volume=30dB`],
    ['full of peaks', bursts],
    // Encoding adds more to the peaks of these than a gentle limiter can give.
    ['full of stubborn peaks', burstsOf(4)],
    ['full of other stubborn peaks', burstsOf(10)],
    ['full of peaks and quiet', `${bursts},volume=-30dB`],
    ['as short as a beep', 'sine=1000:d=0.3'],
    ['long pauses', `${tone},apad=pad_dur=20`],
  ])('[PR11] a recording that is %s is levelled to -19 LUFS ± 1, with no true peak above -2 dB', async (_name, source) => {
    const prepared = await prepareAudio(recordingOf(source, 'wav'));
    const { lufs, peakDb } = loudnessOf(prepared.content);
    expect(Math.abs(lufs + 19), `${String(lufs)} LUFS`).toBeLessThanOrEqual(1);
    expect(peakDb).toBeLessThanOrEqual(-2);
    expect(Math.abs(prepared.loudnessLufs - lufs)).toBeLessThanOrEqual(0.2);
  });

  it('[PR12] each thing that is wrong has its own answer', async () => {
    const m4a = recordingOf(tone, 'm4a');
    const cases: readonly (readonly [what: string, bytes: Buffer, code: string])[] = [
      ['nothing', Buffer.alloc(0), 'audio-empty'],
      ['a header without samples', recordingOf(tone, 'wav', '-t', '0'), 'audio-empty'],
      ['a text', Buffer.from('Hello, this is a letter.'), 'not-audio'],
      ['zeros', Buffer.alloc(5_000), 'not-audio'],
      ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n0000000000', 'latin1'), 'not-audio'],
      ['a film without sound', recordingOf('color=d=1:s=64x64', 'mp4'), 'not-audio'],
      ['a file cut before its index', m4a.subarray(0, m4a.length / 2), 'audio-broken'],
      ['a head with rubbish behind it', Buffer.concat([Buffer.from('OggS'), Buffer.alloc(4_000, 7)]), 'audio-broken'],
      ['silence', recordingOf('anullsrc=d=3', 'wav', '-t', '3'), 'audio-silent'],
      ['less than anybody hears', recordingOf(`${tone},volume=-75dB`, 'wav', '-c:a', 'pcm_s24le'), 'audio-silent'],
      ['more than ten minutes', recordingOf('sine=440:d=602:r=8000', 'wav', '-ar', '8000'), 'audio-too-long'],
    ];
    const answers: Record<string, unknown> = {};
    for (const [what, bytes] of cases) {
      answers[what] = await prepareAudio(bytes).then(
        () => 'accepted',
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      );
    }
    expect(answers).toEqual(Object.fromEntries(cases.map(([what, , code]) => [what, code])));
  });

  it.each([
    ['an HLS playlist', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['a concat list', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['an address', 'http://127.0.0.1:9/a.wav'],
    ['an XML playlist', '<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>'],
    ['a subtitle', 'WEBVTT\n\n00:00.000 --> 00:01.000\nx'],
  ])('[PR13] %s is no audio, and nothing that it names is opened', async (_name, text) => {
    await expect(prepareAudio(Buffer.from(text))).rejects.toMatchObject({ code: 'not-audio' });
    await expect(prepareAudio(Buffer.concat([Buffer.from('ID3\u0003\0\0\0\0\0\0'), Buffer.from(text)]))).rejects.toMatchObject({
      code: 'audio-broken',
    });
  });

  it('[PR14] nothing is left in the folder of temporary files', async () => {
    const ours = (): string[] => readdirSync(tmpdir()).filter((name) => /^deskline-[0-9a-f]{24}$/u.test(name));
    const before = ours();
    await prepareAudio(recordingOf(tone, 'wav'));
    expect(ours().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('[PR15] who gives up ends the work', async () => {
    const giveUp = new AbortController();
    const work = prepareAudio(recordingOf('sine=440:d=300', 'wav'), giveUp.signal);
    giveUp.abort();
    await expect(work).rejects.toBeDefined();
  });
});

describe('a server without ffmpeg', () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env['PATH'] = PATH;
  });

  it('[PR16] says what is missing when it is needed', async () => {
    const wav = recordingOf(tone, 'wav');
    process.env['PATH'] = '/nowhere';
    await expect(prepareAudio(wav)).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  });
});
