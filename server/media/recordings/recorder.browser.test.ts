import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeSealedObjects } from '../../storage/objects/sealed-objects.fake.ts';
import { OpusDecoder } from '../opus/opus-codec.ts';
import { readOggRecording } from '../opus/ogg-recording.ts';
import { chromiumRig } from '../testing/chromium-rig.ts';
import type { ChromiumRig } from '../testing/chromium-rig.ts';
import { eventually } from '../testing/rig.ts';
import { Recorder, recordingContentType } from './recorder.ts';
import { RecordingTicker } from './recording-ticker.ts';
import { readAll } from './trim-silence.ts';

/** The first far end's tone. */
const toneHz = 1130;

describe('a recorder of what Chromium says', () => {
  let rig: ChromiumRig;
  beforeAll(async () => {
    rig = await chromiumRig();
  });
  afterAll(() => rig.close());

  it('[MED100] [MED36] has its tone, over the death of the worker, as long as it lasted', async () => {
    const peer = await rig.peer();
    const leg = await rig.engine.openAnswering({ callId: 'recorded', person: 'p', offer: await peer.offer() });
    await leg.plug(leg.mouth);
    await peer.acceptAnswer(leg.localSdp);
    await peer.hears({ voice: peer });
    const [objects, tenantId] = [new FakeSealedObjects(), newId()];
    const writer = await objects.create({ tenantId, retentionClass: 'recordings', contentType: recordingContentType });
    const ticker = new RecordingTicker(systemClock);
    const recorder = Recorder.start({ tap: (onPacket) => leg.tap(onPacket), writer, clock: systemClock, ticker, logger: silentLogger });
    const startedMs = performance.now();
    await eventually(
      () => recorder.elapsedMs > 2000,
      () => 'two seconds are recorded',
    );
    const { promise: lost, resolve } = Promise.withResolvers<void>();
    leg.once('lost', () => resolve());
    await rig.killWorkers();
    await lost;
    await leg.acceptAnswer(await peer.answer(await leg.reoffer()));
    await peer.hears({ voice: peer });
    const { objectId, durationMs, isWhole } = await recorder.finish();
    expect({ isWhole, isLong: Math.abs(durationMs - (performance.now() - startedMs)) < 200 }).toEqual({ isWhole: true, isLong: true });
    const { packets, samples } = readOggRecording(await readAll(objects, tenantId, objectId));
    expect(samples / 48).toBeCloseTo(durationMs, -1);
    const decoder = new OpusDecoder(8000);
    const heard = packets.map((packet) => crossingsOf(decoder.decode(packet)));
    const near = heard.filter((hertz) => Math.abs(hertz - toneHz) < 60).length;
    expect(near).toBeGreaterThan(80);
    leg.close();
    await peer.close();
  });
});

/** The frequency of a tone at 8 kHz, from how often it crosses zero. */
function crossingsOf(samples: Int16Array): number {
  let crossings = 0;
  for (let at = 1; at < samples.length; at += 1) if ((samples[at - 1] ?? 0) < 0 !== (samples[at] ?? 0) < 0) crossings += 1;
  return (crossings / 2 / samples.length) * 8000;
}
