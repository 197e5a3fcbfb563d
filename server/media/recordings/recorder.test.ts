import { describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { packetSamples } from '../opus/opus-packets.ts';
import { envelopeOf } from './audio-work.ts';
import { Speaker } from './testing/speaker.ts';
import { Studio } from './testing/studio.ts';

const loud = 0.05;

/** Tenths of a second in which something is heard, as `1`, and others as `.`. */
async function heard(studio: Studio, objectId: string): Promise<string> {
  const { rms } = envelopeOf(await studio.read(objectId));
  return rms.map((value) => (value > loud ? '1' : '.')).join('');
}

describe('a recorder', () => {
  it('[MED100] keeps what was said, from the first sample on, as long as it lasted', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 100 }, () => speaker.say()));
    const track = await recorder.finish();
    expect(track).toEqual({ objectId: recorder.objectId, durationMs: 2000, isWhole: true, gaps: [] });
    const { packets, samples, preSkip } = await studio.read(recorder.objectId);
    expect({ samples, preSkip }).toEqual({ samples: 96_000, preSkip: 3840 });
    expect(packets.filter((packet) => packet.byteLength > 1)).toHaveLength(100);
    expect(await heard(studio, recorder.objectId)).toBe('1'.repeat(20));
    expect({ ticking: studio.ticker.size, tapped: studio.isTapped, timers: studio.clock.pending }).toEqual({
      ticking: 0,
      tapped: false,
      timers: 0,
    });
  });

  it.each(['PCMU', 'PCMA'] as const)('[MED103] %s is made into Opus', async (codec) => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker({ codec });
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    expect(await recorder.finish()).toMatchObject({ durationMs: 1000, isWhole: true });
    expect(await heard(studio, recorder.objectId)).toBe('1'.repeat(10));
  });

  it('[MED101] packets of 60 ms keep their length', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker({ frameMs: 60 });
    await studio.say(
      Array.from({ length: 25 }, () => speaker.say()),
      60,
    );
    expect(await recorder.finish()).toMatchObject({ durationMs: 1500 });
    const { packets } = await studio.read(recorder.objectId);
    expect(packets.filter((packet) => packetSamples(packet) === 2880)).toHaveLength(25);
  });

  it('[MED101] silence that is not sent (DTX) takes its time', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 25 }, () => speaker.say()));
    speaker.rest(700);
    await studio.wait(700);
    await studio.say(Array.from({ length: 25 }, () => speaker.say()));
    expect(await recorder.finish()).toMatchObject({ durationMs: 1700 });
    expect(await heard(studio, recorder.objectId)).toMatch(/^1{5}\.{6,8}1{4,6}$/u);
  });

  it('[MED101] with 5 % loss and packets out of order, each that arrived is in its place', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    const all = Array.from({ length: 200 }, () => speaker.say());
    const arriving = all.filter((_, at) => at % 20 !== 7);
    for (let at = 3; at + 1 < arriving.length; at += 11) {
      const [one, other] = [arriving[at], arriving[at + 1]];
      if (one && other) [arriving[at], arriving[at + 1]] = [other, one];
    }
    await studio.say(arriving);
    await studio.wait(200);
    const track = await recorder.finish();
    expect(track).toMatchObject({ durationMs: 4000, isWhole: true });
    const { packets } = await studio.read(recorder.objectId);
    // Four of pre-skip, and one for each that was lost.
    const said = packets.slice(4).filter((_, at) => at < 200);
    expect(said.map((packet, at) => (packet.byteLength > 1 ? all[at]?.subarray(12).equals(packet) : at % 20 === 7))).toEqual(
      said.map(() => true),
    );
  });

  it('[MED101] a packet that comes later than 60 ms after its successor is left out', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    const [first, late, ...others] = Array.from({ length: 20 }, () => speaker.say());
    if (!first || !late) throw new Error('no packets');
    await studio.say([first]);
    await studio.wait(20);
    await studio.say(others.slice(0, 5));
    await studio.say([late, ...others.slice(5)]);
    await recorder.finish();
    const { packets } = await studio.read(recorder.objectId);
    expect(packets.some((packet) => late.subarray(12).equals(packet))).toBe(false);
    expect(packets.filter((packet) => packet.byteLength > 1)).toHaveLength(19);
  });

  it('[MED102] a new stream (page reload, other device) begins where our clock is', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const [before, after] = [new Speaker(), new Speaker({ ssrc: 2, codec: 'PCMA' })];
    await studio.say(Array.from({ length: 50 }, () => before.say()));
    await studio.wait(3000);
    await studio.say(Array.from({ length: 50 }, () => after.say()));
    expect(await recorder.finish()).toMatchObject({ durationMs: 5000 });
    expect(await heard(studio, recorder.objectId)).toMatch(/^1{10}\.{28,31}1{9,11}$/u);
  });

  it('[MED102] a sender whose clock jumps or stands still is put where our clock is', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    speaker.rest(3_600_000);
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    await studio.wait(10_000);
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    expect(await recorder.finish()).toMatchObject({ durationMs: 13_000 });
    expect(await heard(studio, recorder.objectId)).toMatch(/^1{19,21}\.{98,101}1{9,11}$/u);
  });

  it('[MED102] two tracks on one clock: who comes later has silence before', async () => {
    const studio = new Studio();
    const startedMs = studio.clock.monotonicMs();
    await studio.wait(1000);
    const recorder = await studio.record(startedMs);
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    expect(await recorder.finish()).toMatchObject({ durationMs: 2000 });
    expect(await heard(studio, recorder.objectId)).toMatch(/^\.{10}1{10}$/u);
  });

  it('[MED104] what is said in a pause is nowhere in the file; the gap is marked, and time goes on', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    recorder.pause();
    recorder.pause();
    expect(recorder.isPaused).toBe(true);
    const secret = Array.from({ length: 50 }, () => speaker.say());
    await studio.say(secret);
    recorder.resume();
    await studio.say(Array.from({ length: 50 }, () => speaker.say()));
    recorder.pause();
    await studio.wait(500);
    const track = await recorder.finish();
    expect(track).toMatchObject({
      durationMs: 3500,
      gaps: [
        { fromMs: 1000, toMs: 2000 },
        { fromMs: 3000, toMs: 3500 },
      ],
    });
    const { packets } = await studio.read(recorder.objectId);
    for (const packet of secret) expect(packets.some((kept) => packet.subarray(12).equals(kept))).toBe(false);
    expect(await heard(studio, recorder.objectId)).toMatch(/^1{10}\.{9,11}1{9,11}\.+$/u);
  });

  it('[MED105] the disk gets full: it stops, keeps what is there, and says that it is cut', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 150 }, () => speaker.say()));
    studio.objects.store.roomBytes = 100;
    const cut = once(recorder, 'cut');
    await studio.say(Array.from({ length: 100 }, () => speaker.say()));
    const [track] = await cut;
    expect(track).toMatchObject({ isWhole: false });
    expect(await recorder.finish()).toBe(track);
    const { samples } = await studio.read(recorder.objectId);
    expect(samples).toBeGreaterThanOrEqual(2 * 48_000);
    expect(track).toMatchObject({ durationMs: samples / 48 });
    expect({ ticking: studio.ticker.size, tapped: studio.isTapped }).toEqual({ ticking: 0, tapped: false });
  });

  it('[MED106] a power cut costs at most two seconds', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    await studio.say(Array.from({ length: 525 }, () => speaker.say()));
    studio.objects.store.crash();
    const { samples } = await studio.read(recorder.objectId);
    expect(samples / 48_000).toBeGreaterThan(10.5 - 2);
    await recorder.discard();
    expect(await studio.objects.store.list('')).toEqual([]);
  });

  it('[MED106] nobody says anything: the file grows all the same', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    for (let second = 0; second < 10; second += 1) await studio.wait(1000);
    expect((await studio.read(recorder.objectId)).samples / 48_000).toBeGreaterThanOrEqual(8);
    expect(await recorder.finish()).toMatchObject({ durationMs: 10_000, isWhole: true });
  });

  it('[MED107] nothing of the audio lies in the store in the clear', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    const said = Array.from({ length: 100 }, () => speaker.say());
    await studio.say(said);
    await recorder.finish();
    const [key = ''] = await studio.objects.store.list('');
    const bytes = (await studio.objects.store.get(key)) ?? Buffer.alloc(0);
    for (const rtp of said) expect(bytes.includes(rtp.subarray(13))).toBe(false);
    for (const word of ['OggS', 'OpusHead', 'Opus']) expect(bytes.includes(word)).toBe(false);
  });
});
