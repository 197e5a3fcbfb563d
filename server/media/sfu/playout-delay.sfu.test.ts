import { once } from 'node:events';
import { createSocket, type Socket } from 'node:dgram';
import { getPriority } from 'node:os';
import { createWorker, type types } from 'mediasoup';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workerBinForTests } from '../testing/worker-bin.ts';
import { startProgram } from './worker-program.ts';

const ssrc = 0x0bad_cafe;
const extensionId = 3;
const uri = 'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay';
const codec = { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 } as const;

/** RFC 3550 §5.1, with a whole VP8 key frame as far as anybody looks at it (RFC 7741 §4.3); RFC 8285 §4.2 for what it says of itself. */
function packet(number: number, says: readonly number[]): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt8(says.length > 0 ? 0x90 : 0x80, 0);
  header.writeUInt8(96, 1);
  header.writeUInt16BE(number, 2);
  header.writeUInt32BE(number * 3_000, 4);
  header.writeUInt32BE(ssrc, 8);
  const extension = says.length > 0 ? Buffer.from([0xbe, 0xde, 0, 1, (extensionId << 4) | (says.length - 1), ...says]) : Buffer.alloc(0);
  return Buffer.concat([header, extension, Buffer.from([0x10, 0]), Buffer.alloc(40)]);
}

/** The bytes of an extension with one-byte headers (RFC 8285 §4.2); undefined when the packet has none of this id. */
function extensionOf(rtp: Buffer, id: number): readonly number[] | undefined {
  if ((rtp.readUInt8(0) & 0x10) === 0 || rtp.readUInt16BE(12) !== 0xbede) return undefined;
  const end = 16 + rtp.readUInt16BE(14) * 4;
  for (let at = 16; at < end; at += 1) {
    const head = rtp.readUInt8(at);
    if (head === 0) continue;
    const length = (head & 15) + 1;
    if (head >> 4 === id) return [...rtp.subarray(at + 1, at + 1 + length)];
    at += length;
  }
  return undefined;
}

describe('delay of pictures', () => {
  let worker: types.Worker;
  let sender: Socket;
  let receiver: Socket;
  beforeEach(async () => {
    worker = await createWorker({ workerBin: workerBinForTests(), logLevel: 'error' });
    [sender, receiver] = [createSocket('udp4'), createSocket('udp4')];
    receiver.bind(0, '127.0.0.1');
    await once(receiver, 'listening');
  });
  afterEach(() => {
    sender.close();
    receiver.close();
    worker.close();
  });

  /** What a receiver is told by the packets of a sender that negotiated the extension and says this. */
  async function toldFor(says: readonly number[], isNegotiated = true): Promise<readonly number[] | undefined> {
    const router = await worker.createRouter({ mediaCodecs: [codec] });
    const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;
    const from = await router.createPlainTransport({ listenInfo, comedia: true });
    const to = await router.createPlainTransport({ listenInfo });
    await to.connect({ ip: '127.0.0.1', port: receiver.address().port });
    const producer = await from.produce({
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: codec.mimeType, clockRate: codec.clockRate, payloadType: 96 }],
        headerExtensions: isNegotiated ? [{ uri, id: extensionId }] : [],
        encodings: [{ ssrc }],
      },
    });
    const consumer = await to.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
    const id = consumer.rtpParameters.headerExtensions?.find((extension) => extension.uri === uri)?.id ?? 11;
    const of = consumer.rtpParameters.encodings?.[0]?.ssrc;
    // The worker also sends packets without a picture, with which it measures the line.
    const arrival = new Promise<Buffer>((resolve) => {
      receiver.on('message', (message) => message.readUInt32BE(8) === of && resolve(message));
    });
    let number = 0;
    const timer = setInterval(() => sender.send(packet((number += 1), says), from.tuple.localPort, '127.0.0.1'), 20);
    const rtp = await arrival;
    clearInterval(timer);
    return extensionOf(rtp, id);
  }

  it('[MED127] a picture whose sender says nothing of it is to be shown within 0 to 100 ms', async () => {
    expect(await toldFor([])).toEqual([0, 0, 10]);
  });

  it('[MED127] a sender’s own wish is passed on as it is', async () => {
    expect(await toldFor([0x01, 0x40, 0x32])).toEqual([0x01, 0x40, 0x32]);
  });

  it('[MED127] nothing is said to a receiver of a sender that did not negotiate it', async () => {
    expect(await toldFor([], false)).toBeUndefined();
  });
});

describe('priority of the worker', () => {
  it('[MED128] comes before others for the processor, where the server may decide that', async () => {
    const worker = await startProgram(workerBinForTests());
    try {
      expect(getPriority(worker.pid)).toBe(process.getuid?.() === 0 ? -7 : getPriority());
    } finally {
      worker.close();
    }
  });
});
