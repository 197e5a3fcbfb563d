import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealedObjectVector as vector } from '../../../protocol/media/testing/sealed-object-vector.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { StorageError, type ObjectRecipient } from '../../storage/index.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import { acme, settled } from '../calls/testing/calls-world.ts';
import { RecordingRetention, retentionJob } from './recording-retention.ts';
import type { Recording } from './recording.ts';
import { RecordingWorld, toldOf } from './testing/recording-world.ts';

const recipient: ObjectRecipient = { keyVersion: 4, publicKey: Buffer.from(vector.recordingKey.publicKey, 'base64url') };

describe('recording a call of a tenant that seals', () => {
  let studio: RecordingWorld;
  beforeEach(async () => {
    studio = await RecordingWorld.create();
    studio.recipient = recipient;
  });
  afterEach(() => studio.close());

  async function recorded(seconds: number): Promise<Recording> {
    const talk = await studio.world.talking();
    const asker = studio.askerOf(talk, 'alice');
    await studio.live.act(asker, talk.callId, 'start');
    await studio.speak(seconds);
    await studio.live.act(asker, talk.callId, 'stop');
    await settled();
    const [recording] = await studio.recordings();
    if (!recording) throw new Error('nothing was recorded');
    return recording;
  }

  it('[SR33] both tracks are sealed to the key of the moment; the server opens neither, and draws none', async () => {
    const recording = await recorded(3);
    expect(recording).toMatchObject({ state: 'whole', durationMs: 3000, sealedTo: 4 });
    for (const { objectId, envelope } of recording.tracks) {
      await expect(studio.objects.open(acme, objectId)).rejects.toMatchObject({ code: 'refused' });
      expect(await studio.objects.openForRecipient(acme, objectId)).toMatchObject({ keyVersion: 4 });
      expect(envelope).toBeUndefined();
    }
    expect(studio.store.receipts.at(0)).toMatchObject({ action: 'recording.started', after: { isSealed: true } });
  });

  it('[SR33] control: without a key to seal to, the server opens both', async () => {
    studio.recipient = undefined;
    const recording = await recorded(3);
    expect(recording.sealedTo).toBeUndefined();
    for (const { objectId } of recording.tracks) expect((await studio.objects.open(acme, objectId))?.facts.bytes).toBeGreaterThan(100);
    await expect.poll(async () => (await studio.recordings())[0]?.tracks.every(({ envelope }) => envelope !== undefined)).toBe(true);
  });

  it('[SR34] when the key cannot be known, nothing is recorded rather than unsealed', async () => {
    studio.failRecipient = new StorageError('unavailable', 'the database is away');
    const talk = await studio.world.talking();
    await expect(studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start')).rejects.toMatchObject({ code: 'unavailable' });
    await settled();
    expect(await studio.recordings()).toEqual([]);
    expect(await studio.objects.store.list('')).toEqual([]);
    expect(toldOf(talk.alices)).not.toContain('on');
  });

  it('[SR35] what a killed server left open is, at the next start, as long as its chunks, cut, and still only for its recipient', async () => {
    const talk = await studio.world.talking();
    await studio.live.act(studio.askerOf(talk, 'alice'), talk.callId, 'start');
    await studio.speak(5);
    studio.objects.store.crash();
    expect(await studio.live.recover(acme)).toBe(1);
    const [recording] = await studio.recordings();
    expect(recording?.state).toBe('cut');
    expect(recording?.durationMs).toBeGreaterThanOrEqual(4000);
    expect(recording?.durationMs).toBeLessThanOrEqual(6000);
    for (const { objectId } of recording?.tracks ?? []) {
      await expect(studio.objects.open(acme, objectId)).rejects.toMatchObject({ code: 'refused' });
      expect((await studio.objects.openForRecipient(acme, objectId))?.storedBytes).toBeGreaterThan(100);
    }
  });

  it('[SR36] it is deleted when it was kept long enough, though nobody here can open it', async () => {
    await recorded(2);
    const clock = new FakeClock(studio.world.clock.now() + 430 * 86_400_000);
    const tenant = { id: acme, slug: 'acme', name: 'Acme', createdAt: new Date(), endedAt: undefined };
    const { store, objects } = studio;
    const jobs = new FakeJobs();
    await new RecordingRetention({ store, objects, database: { listTenants: async () => [tenant] }, clock, logger: silentLogger }).register(
      jobs,
    );
    await jobs.fire(retentionJob);
    expect(await studio.recordings()).toEqual([]);
    expect(await objects.store.list('')).toEqual([]);
  });
});
