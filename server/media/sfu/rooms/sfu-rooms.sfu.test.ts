import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../platform/logger.ts';
import type { MediaEngine } from '../../media-engine.ts';
import { opus, roomEngineSuite, streamOf, vp8 } from '../../testing/room-engine.suite.ts';
import { soundsDir, workerBinForTests } from '../../testing/worker-bin.ts';
import { killWorkerProcesses } from '../../testing/worker-processes.ts';
import { createSfu } from '../sfu.ts';

function open(workers: number): Promise<MediaEngine> {
  return createSfu({ workers, basePort: 0, listenAddress: '127.0.0.1', logger: silentLogger, workerBin: workerBinForTests(), soundsDir });
}

roomEngineSuite('SFU', async () => {
  const media = await open(1);
  return { engine: media.rooms, killWorkers: killWorkerProcesses, close: () => media.close() };
});

describe('rooms on real workers', () => {
  let media: MediaEngine;
  beforeAll(async () => {
    media = await open(2);
  });
  afterAll(() => media.close());

  it('a transport can be reached over UDP and TCP', async () => {
    const room = await media.rooms.openRoom();
    const { iceCandidates } = await room.addTransport();
    expect(new Set(iceCandidates.map(({ protocol }) => protocol))).toEqual(new Set(['udp', 'tcp']));
    room.close();
  });

  it('consumers have a MID, because mediasoup-client tells streams apart by it (a phone leg has none)', async () => {
    const room = await media.rooms.openRoom();
    const [from, to] = [await room.addTransport(), await room.addTransport()];
    const producer = await from.produce({ kind: 'video', rtpParameters: vp8(2222) });
    const { rtpParameters } = await to.consume({ producerId: producer.id, rtpCapabilities: room.rtpCapabilities });
    expect(rtpParameters.mid).toEqual(expect.any(String));
    expect(JSON.stringify(rtpParameters.headerExtensions)).toContain('urn:ietf:params:rtp-hdrext:sdes:mid');
    room.close();
  });

  it('[SU32] VP9 with layers is carried, and layers are chosen', async () => {
    const room = await media.rooms.openRoom();
    const [from, to] = [await room.addTransport(), await room.addTransport()];
    const stream = streamOf('video', 'video/VP9', 4444);
    const rtpParameters = { ...stream, encodings: [{ ssrc: 4444, scalabilityMode: 'L2T3' }] };
    const producer = await from.produce({ kind: 'video', rtpParameters });
    const consumer = await to.consume({ producerId: producer.id, rtpCapabilities: room.rtpCapabilities });
    expect(consumer.rtpParameters.encodings).toEqual([expect.objectContaining({ scalabilityMode: 'L2T3' })]);
    await consumer.setLayers({ spatial: 0, temporal: 1 });
    await consumer.setLayers({ spatial: 1 });
    await consumer.requestKeyFrame();
    room.close();
  });

  it('what is not well formed is refused, and the room goes on', async () => {
    const room = await media.rooms.openRoom();
    const transport = await room.addTransport();
    const bad = [{ codecs: [{}] }, { codecs: [{ mimeType: 'audio/opus', payloadType: 'x', clockRate: -1 }] }];
    for (const rtpParameters of bad)
      await expect(transport.produce({ kind: 'audio', rtpParameters })).rejects.toMatchObject({ code: 'malformed' });
    await expect(
      transport.connect({ fingerprints: [{ algorithm: 'md5', value: 'x' }] }),
      'an algorithm that DTLS does not have',
    ).rejects.toMatchObject({ name: 'MediaError' });
    await transport.produce({ kind: 'audio', rtpParameters: opus(5555) });
    room.close();
  });

  it('[MED120] a room has header extensions, Opus, VP8 and VP9 of profile 0, and retransmission of video', async () => {
    const room = await media.rooms.openRoom();
    const { codecs, headerExtensions } = room.rtpCapabilities;
    expect(headerExtensions).not.toEqual([]);
    const names = (codecs ?? []).map(({ mimeType }) => mimeType);
    expect(names).toEqual(['audio/opus', 'video/VP8', 'video/rtx', 'video/VP9', 'video/rtx']);
    expect(codecs).toContainEqual(
      expect.objectContaining({ mimeType: 'video/VP9', parameters: expect.objectContaining({ 'profile-id': 0 }) }),
    );
    room.close();
  });

  it('[SE105] a room does not let browsers say beside the seal how loud a voice is', async () => {
    const room = await media.rooms.openRoom();
    expect(JSON.stringify(room.rtpCapabilities.headerExtensions)).not.toContain('audio-level');
    room.close();
  });

  it('[MED121] what a room holds is counted, and nothing is left of it when it, a transport or the worker ends', async () => {
    const before = media.gauges();
    const [room, other] = [await media.rooms.openRoom(), await media.rooms.openRoom()];
    const [first] = [await room.addTransport(), await room.addTransport(), await other.addTransport()];
    expect(media.gauges()).toMatchObject({ rooms: before.rooms + 2, roomTransports: before.roomTransports + 3 });
    first.close();
    await first.closed;
    expect(media.gauges().roomTransports).toBe(before.roomTransports + 2);
    room.close();
    expect(media.gauges()).toMatchObject({ rooms: before.rooms + 1 });
    killWorkerProcesses();
    await other.lost;
    expect(media.gauges()).toMatchObject({ rooms: before.rooms, roomTransports: before.roomTransports });
  });

  it('rooms are spread over the workers, and weigh until they are closed', async () => {
    const before = media.gauges().routers;
    const rooms = await Promise.all([media.rooms.openRoom(), media.rooms.openRoom()]);
    expect(media.gauges().routers).toBe(before + 2);
    for (const room of rooms) room.close();
    expect(media.gauges().routers).toBe(before);
  });
});
