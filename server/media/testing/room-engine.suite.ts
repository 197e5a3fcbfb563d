import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaRoom, RoomEngine, RoomRtpParameters } from '../room-engine.ts';

export interface RoomRig {
  readonly engine: RoomEngine;
  /** kill -9 of every worker. */
  killWorkers(): void;
  close(): Promise<void>;
}

/** What a browser with mediasoup-client sends of one stream. */
export function streamOf(kind: 'audio' | 'video', mimeType: string, ssrc: number): RoomRtpParameters {
  const isAudio = kind === 'audio';
  return {
    mid: String(ssrc),
    codecs: [
      {
        mimeType,
        payloadType: 96,
        clockRate: isAudio ? 48_000 : 90_000,
        ...(isAudio ? { channels: 2 } : {}),
        rtcpFeedback: [],
        parameters: {},
      },
    ],
    headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1, encrypt: false, parameters: {} }],
    encodings: [{ ssrc }],
    rtcp: { cname: `c${String(ssrc)}`, reducedSize: true },
  };
}
export const opus = (ssrc: number): RoomRtpParameters => streamOf('audio', 'audio/opus', ssrc);
export const vp8 = (ssrc: number): RoomRtpParameters => streamOf('video', 'video/VP8', ssrc);

/** What every room does, pretended or real. */
export function roomEngineSuite(name: string, open: () => Promise<RoomRig>): void {
  describe(`rooms (${name})`, () => {
    let rig: RoomRig;
    beforeAll(async () => {
      rig = await open();
    });
    afterAll(() => rig.close());

    const capabilities = ({ rtpCapabilities }: MediaRoom): MediaRoom['rtpCapabilities'] => rtpCapabilities;

    it('[SU32] Opus and VP8 go in and come out; a consumer begins paused and ends with its producer', async () => {
      const room = await rig.engine.openRoom();
      const [from, to] = [await room.addTransport(), await room.addTransport()];
      const producers = [
        await from.produce({ kind: 'audio', rtpParameters: opus(1111) }),
        await from.produce({ kind: 'video', rtpParameters: vp8(2222) }),
      ];
      for (const producer of producers) {
        const consumer = await to.consume({ producerId: producer.id, rtpCapabilities: capabilities(room) });
        expect(consumer.kind).toBe(producer.kind);
        expect(consumer.rtpParameters.codecs[0]).toMatchObject({ mimeType: producer.kind === 'audio' ? 'audio/opus' : 'video/VP8' });
        await consumer.resume();
        await consumer.pause();
        producer.close();
        await consumer.closed;
        await producer.closed;
      }
      room.close();
    });

    it('[SU32] other codecs are refused', async () => {
      const room = await rig.engine.openRoom();
      const transport = await room.addTransport();
      for (const mimeType of ['video/H264', 'video/AV1', 'audio/PCMU'])
        await expect(
          transport.produce({ kind: mimeType.startsWith('video') ? 'video' : 'audio', rtpParameters: streamOf('video', mimeType, 3333) }),
        ).rejects.toMatchObject({ code: 'not-acceptable' });
      room.close();
    });

    it('[SU543] what is forwarded can be listened to for a moment, of a stream that is there', async () => {
      const room = await rig.engine.openRoom();
      const producer = await (await room.addTransport()).produce({ kind: 'audio', rtpParameters: opus(4444) });
      const wish = { count: 8, withinMs: 20 };
      const silent = { mimeType: 'audio/opus', isPaused: false, hasEnded: false, packets: [] };
      expect(await room.forwarded(producer.id, wish)).toEqual(silent);
      await producer.pause();
      expect(await room.forwarded(producer.id, wish)).toEqual({ ...silent, isPaused: true });
      producer.close();
      await expect(room.forwarded(producer.id, wish)).rejects.toMatchObject({ code: 'not-acceptable' });
      room.close();
      await expect(room.forwarded(producer.id, wish)).rejects.toMatchObject({ code: 'closed' });
    });

    it('[SU33] an ICE restart has other credentials', async () => {
      const room = await rig.engine.openRoom();
      const transport = await room.addTransport();
      const before = transport.iceParameters.usernameFragment;
      const after = await transport.restartIce();
      expect(after.usernameFragment).not.toBe(before);
      expect(after.iceLite).toBe(true);
      room.close();
    });

    it('[SU34] closing a room closes all that is in it', async () => {
      const room = await rig.engine.openRoom();
      const transport = await room.addTransport();
      const producer = await transport.produce({ kind: 'audio', rtpParameters: opus(1111) });
      room.close();
      room.close();
      await Promise.all([transport.closed, producer.closed]);
      await expect(room.addTransport()).rejects.toMatchObject({ code: 'closed' });
    });

    it('[SU34] a room whose worker died says so, and another is had again; one that was closed says nothing', async () => {
      const closed = await rig.engine.openRoom();
      let wasTold = false;
      void closed.lost.then(() => (wasTold = true));
      closed.close();
      const room = await rig.engine.openRoom();
      const transport = await room.addTransport();
      rig.killWorkers();
      await room.lost;
      await transport.closed;
      const next = await rig.engine.openRoom();
      expect((await next.addTransport()).id).not.toBe(transport.id);
      expect(wasTold).toBe(false);
      next.close();
    });
  });
}
