import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linearFromAlaw, linearFromMulaw } from '../prompts/g711.ts';
import { packetSamples } from '../opus/opus-packets.ts';
import { AudioDesk } from './audio-desk.ts';
import { ObjectClips } from './object-clips.ts';
import { Speaker } from './testing/speaker.ts';
import type { SpeakerOptions } from './testing/speaker.ts';
import { Studio } from './testing/studio.ts';
import { trimSilence } from './trim-silence.ts';

const desk = new AudioDesk();
afterAll(() => desk.close());

async function recorded(studio: Studio, seconds: number, options: SpeakerOptions = {}): Promise<string> {
  const recorder = await studio.record();
  const speaker = new Speaker(options);
  const frameMs = options.frameMs ?? 20;
  await studio.say(
    Array.from({ length: (seconds * 1000) / frameMs }, () => speaker.say()),
    frameMs,
  );
  return (await recorder.finish()).objectId;
}

function loudnessOf(samples: number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

describe('clips out of sealed objects', () => {
  let studio: Studio;
  beforeAll(() => {
    studio = new Studio();
  });

  it('[MED110] Opus in packets of 20 ms is played as it was said', async () => {
    const objectId = await recorded(studio, 2);
    const clips = new ObjectClips({ objects: studio.objects, desk });
    const clip = clips.clipOf({ tenantId: studio.tenantId, objectId, durationMs: 2000 });
    const frames = await clip.load('opus');
    expect({ key: clip.key, durationMs: clip.durationMs, frames: frames.length }).toEqual({
      key: `object/${objectId}`,
      durationMs: 2000,
      frames: 100,
    });
    expect((await studio.read(objectId)).packets.slice(4, 104)).toEqual(frames);
  });

  it('[MED110] packets of any other duration are made into such of 20 ms', async () => {
    const objectId = await recorded(studio, 3, { frameMs: 60 });
    const clips = new ObjectClips({ objects: studio.objects, desk });
    const frames = await clips.clipOf({ tenantId: studio.tenantId, objectId, durationMs: 3000 }).load('opus');
    expect(frames.every((frame) => packetSamples(frame) === 960)).toBe(true);
    expect(frames).toHaveLength(150);
  });

  it.each([
    ['PCMU', linearFromMulaw],
    ['PCMA', linearFromAlaw],
  ] as const)('[MED111] %s is made by decoding, equally long and loud', async (law, toLinear) => {
    const objectId = await recorded(studio, 1);
    const clips = new ObjectClips({ objects: studio.objects, desk });
    const frames = await clips.clipOf({ tenantId: studio.tenantId, objectId, durationMs: 1000 }).load(law);
    expect(frames).toHaveLength(50);
    expect(frames.every((frame) => frame.byteLength === 160)).toBe(true);
    const loudness = loudnessOf(frames.slice(5).flatMap((frame) => [...frame].map(toLinear)));
    expect(loudness).toBeGreaterThan((8000 / Math.SQRT2) * 0.8);
    expect(loudness).toBeLessThan((8000 / Math.SQRT2) * 1.2);
  });

  it('[MED112] what was read lately is kept up to a limit, and nothing of what was deleted', async () => {
    const ids = [await recorded(studio, 1), await recorded(studio, 1), await recorded(studio, 1)];
    const clips = new ObjectClips({ objects: studio.objects, desk, limitBytes: 17_000 });
    for (const objectId of ids) await clips.clipOf({ tenantId: studio.tenantId, objectId, durationMs: 1000 }).load('PCMU');
    await new Promise((resolve) => setImmediate(resolve));
    expect(clips.bytes).toBe(16_000);
    for (const objectId of ids) clips.forget(objectId);
    expect(clips.bytes).toBe(0);
  });

  it('[MED112] a missing object is unavailable, and tried again the next time', async () => {
    const clips = new ObjectClips({ objects: studio.objects, desk });
    const clip = clips.clipOf({ tenantId: studio.tenantId, objectId: studio.tenantId, durationMs: 1000 });
    for (const codec of ['opus', 'PCMA'] as const)
      await expect(clip.load(codec)).rejects.toMatchObject({ name: 'MediaError', code: 'unavailable' });
    expect(clips.bytes).toBe(0);
  });
});

describe('the audio desk', () => {
  it('[MED108] draws the envelope of what is heard', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    await studio.say(Array.from({ length: 50 }, () => speaker.say(true)));
    const { objectId } = await recorder.finish();
    const { perSecond, peak, rms } = await desk.ask('envelope', await studio.file(objectId));
    expect({ perSecond, peaks: peak.length, values: rms.length }).toEqual({ perSecond: 10, peaks: 20, values: 20 });
    expect(peak.slice(1, 9).every((value) => value > 0.2 && value < 0.3)).toBe(true);
    expect(rms.slice(1, 9).every((value) => value > 0.15 && value < 0.2)).toBe(true);
    expect(rms.slice(12).every((value) => value < 0.01)).toBe(true);
  });

  it('[MED108] says so when it cannot decode, and works on', async () => {
    await expect(desk.ask('envelope', Buffer.from('nonsense'))).rejects.toMatchObject({ name: 'MediaError', code: 'unavailable' });
    const studio = new Studio();
    await expect(desk.ask('speech', await studio.file(await recorded(studio, 1)))).resolves.toMatchObject({ startMs: 0 });
  });

  it('[MED108] refuses when it is closed', async () => {
    const closed = new AudioDesk();
    await closed.close();
    await expect(closed.ask('envelope', Buffer.alloc(1))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('silence around speech', () => {
  it('[MED109] is taken out; what was said stays, with a quarter of a second around it', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    for (const isSilent of [true, false, true]) await studio.say(Array.from({ length: 100 }, () => speaker.say(isSilent)));
    const { objectId } = await recorder.finish();
    const trimmed = await trimSilence(studio.objects, desk, { tenantId: studio.tenantId, objectId, retentionClass: 'voicemail' });
    if (!trimmed) throw new Error('speech was not found');
    expect(trimmed.durationMs).toBeGreaterThan(2400);
    expect(trimmed.durationMs).toBeLessThan(2700);
    const { samples } = await studio.read(trimmed.objectId);
    expect(Math.abs(samples / 48 - trimmed.durationMs)).toBeLessThan(1);
    const bounds = await desk.ask('speech', await studio.file(trimmed.objectId));
    expect(bounds?.startMs).toBeGreaterThan(180);
    expect(bounds?.startMs).toBeLessThan(320);
    expect((bounds?.endMs ?? 0) - (bounds?.startMs ?? 0)).toBeGreaterThan(1900);
    expect(await studio.objects.open(studio.tenantId, objectId)).toBeUndefined();
  });

  it('[MED109] a recording in which nobody speaks is left alone', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    for (let second = 0; second < 3; second += 1) await studio.wait(1000);
    const { objectId } = await recorder.finish();
    expect(await trimSilence(studio.objects, desk, { tenantId: studio.tenantId, objectId, retentionClass: 'voicemail' })).toBeUndefined();
    expect((await studio.objects.open(studio.tenantId, objectId))?.facts.isWhole).toBe(true);
  });
});
