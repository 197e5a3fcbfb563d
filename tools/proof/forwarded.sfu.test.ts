import { observer, type types } from 'mediasoup';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FrameSealer, readHeader, type FrameCodec } from '../../seal/frames/index.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { createSfu, type Forwarded, type MediaEngine, type MediaRoom } from '../../server/media/index.ts';
import { readRtpPacket } from '../../server/media/rtp/rtp-packet.ts';
import { opus, streamOf, vp8 } from '../../server/media/testing/room-engine.suite.ts';
import { soundsDir, workerBinForTests } from '../../server/media/testing/worker-bin.ts';
import { spellingsIn } from './canary-search.ts';

const canary = 'canary-7d1c-green-woodpecker';
const ssrc = 7_777;
const wish = { count: 8, withinMs: 10_000 };
const every = 10;

/** Frames that begin as the codec's do, so that the SFU forwards them, and carry the canary. */
const beginnings: Readonly<Record<FrameCodec, readonly number[]>> = {
  vp8: [0x10, 2, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0],
  vp9: [0x82, 0x49, 0x83, 0x42],
  opus: [0x78],
};
const descriptors: Readonly<Record<FrameCodec, readonly number[]>> = { vp8: [0x10], vp9: [0x8c, 0x05], opus: [] };
const parameters = { vp8: vp8(ssrc), vp9: streamOf('video', 'video/VP9', ssrc), opus: opus(ssrc) };
const codecs: readonly FrameCodec[] = ['vp8', 'vp9', 'opus'];

function frameOf(codec: FrameCodec): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...beginnings[codec], ...Buffer.from(` ${canary} `.repeat(8))]);
}

function packetOf(codec: FrameCodec, number: number, frame: Uint8Array): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(0x80_e0, 0);
  header.writeUInt16BE(number & 0xff_ff, 2);
  header.writeUInt32BE(number * 960, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, Buffer.from(descriptors[codec]), frame]);
}

describe('what is shown of a stream', () => {
  let media: MediaEngine;
  let room: MediaRoom;
  const routers: types.Router[] = [];
  const endings: (() => void)[] = [];
  beforeAll(async () => {
    observer.on('newworker', (worker) => worker.observer.on('newrouter', (router) => routers.push(router)));
    media = await createSfu({
      workers: 1,
      basePort: 0,
      listenAddress: '127.0.0.1',
      logger: silentLogger,
      workerBin: workerBinForTests(),
      soundsDir,
    });
  });
  afterEach(() => {
    for (const end of endings.splice(0)) end();
  });
  afterAll(() => media.close());

  /** A bare stream in a room of its own: what `make` gives is on its way, packet after packet, until the test ends. */
  async function sending(codec: FrameCodec, make?: (number: number) => Promise<Uint8Array>): Promise<types.Producer> {
    room = await media.rooms.openRoom();
    const router = routers.at(-1);
    if (!router) throw new Error('a room has a router');
    const transport = await router.createDirectTransport();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the room's own suite sends
    const rtpParameters = parameters[codec] as unknown as types.RtpParameters;
    const producer = await transport.produce({ kind: codec === 'opus' ? 'audio' : 'video', rtpParameters });
    let number = 0;
    const timer = setInterval(() => {
      number += 1;
      const packet = number;
      void make?.(packet).then((frame) => producer.closed || producer.send(packetOf(codec, packet, frame)));
    }, every);
    endings.push(
      () => clearInterval(timer),
      () => room.close(),
    );
    return producer;
  }

  const bytesOf = ({ packets }: Forwarded): Buffer => Buffer.concat(packets);

  it.each(codecs)('[SU547] control: of bare %s the sample holds what was sent', async (codec) => {
    const { id } = await sending(codec, async () => frameOf(codec));
    const seen = await room.forwarded(id, wish);
    expect(seen.packets).toHaveLength(wish.count);
    expect(spellingsIn(bytesOf(seen), canary)).toEqual(['utf-8']);
  });

  it.each(codecs)('[SU547] of sealed %s the sample holds headers, and nothing of what was sent', async (codec) => {
    const sealer = new FrameSealer(5, codec);
    const seats = new Map([[0, 'alice']]);
    await sealer.setKeys({ epoch: 1, baseKey: crypto.getRandomValues(new Uint8Array(32)), myLeaf: 0, seats });
    const { id } = await sending(codec, async () => {
      const sealed = await sealer.seal({ data: frameOf(codec), isKeyFrame: true, encoding: ssrc });
      if (!sealed) throw new Error('it was not sealed');
      return sealed;
    });
    const seen = await room.forwarded(id, wish);
    expect(seen.packets).toHaveLength(wish.count);
    expect(spellingsIn(bytesOf(seen), canary)).toEqual([]);
    const clear = { vp8: 10, vp9: 0, opus: 1 }[codec];
    for (const packet of seen.packets) {
      const payload = readRtpPacket(packet)?.payload ?? Buffer.alloc(0);
      expect(readHeader(payload, descriptors[codec].length + clear)?.kid).toBe(0x05_00_01n);
    }
  });

  it('[SU543] a sample leaves nothing behind: neither a way nor a listener', async () => {
    const { id } = await sending('opus', async () => frameOf('opus'));
    const made: types.Transport[] = [];
    routers.at(-1)?.observer.on('newtransport', (transport) => made.push(transport));
    await Promise.all([room.forwarded(id, wish), room.forwarded(id, wish)]);
    expect(made.map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('[SU546] a stream that is paused, silent or ends meanwhile keeps nobody waiting longer than said', async () => {
    const silent = await sending('vp8');
    expect(await room.forwarded(silent.id, { ...wish, withinMs: 50 })).toMatchObject({ packets: [], isPaused: false, hasEnded: false });
    await silent.pause();
    expect(await room.forwarded(silent.id, wish)).toMatchObject({ packets: [], isPaused: true });
    await silent.resume();
    const waiting = room.forwarded(silent.id, { ...wish, withinMs: 60_000 });
    routers.at(-1)?.observer.once('newtransport', (transport) => transport.observer.once('newconsumer', () => silent.close()));
    expect(await waiting).toMatchObject({ packets: [], hasEnded: true });
    await expect(room.forwarded(silent.id, wish)).rejects.toMatchObject({ code: 'not-acceptable' });
  });
});
