import { createSocket, type Socket } from 'node:dgram';
import { createWorker, type types } from 'mediasoup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workerBinForTests } from '../testing/worker-bin.ts';

const ssrc = 0x0bad_cafe;
const extensionId = 5;
const transportCc = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** RFC 3550 §5.1, RFC 8285 §4.2: one extension, the transport-wide sequence number. */
function packet(number: number): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x90, 0);
  header.writeUInt8(96, 1);
  header.writeUInt16BE(number, 2);
  header.writeUInt32BE(number * 3_000, 4);
  header.writeUInt32BE(ssrc, 8);
  header.writeUInt16BE(0xbede, 12);
  header.writeUInt16BE(1, 14);
  header.writeUInt8((extensionId << 4) | 1, 16);
  header.writeUInt16BE(number, 17);
  return Buffer.concat([header, Buffer.alloc(40, 1)]);
}

/** The media source of each transport-cc feedback (RTPFB, format 15) in a compound packet. */
function sourcesOf(compound: Buffer): number[] {
  const sources: number[] = [];
  for (let at = 0; at + 12 <= compound.length; at += (compound.readUInt16BE(at + 2) + 1) * 4)
    if (compound.readUInt8(at + 1) === 205 && (compound.readUInt8(at) & 31) === 15) sources.push(compound.readUInt32BE(at + 8));
  return sources;
}

describe('feedback of the worker', () => {
  let worker: types.Worker;
  let socket: Socket;
  beforeAll(async () => {
    worker = await createWorker({ workerBin: workerBinForTests(), logLevel: 'error' });
    socket = createSocket('udp4');
  });
  afterAll(() => {
    socket.close();
    worker.close();
  });

  it('[MED126] the first feedback about what a browser sends names a stream of it', async () => {
    const router = await worker.createRouter({ mediaCodecs: [{ kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 }] });
    const transport = await router.createPlainTransport({ listenInfo: { protocol: 'udp', ip: '127.0.0.1' }, rtcpMux: true, comedia: true });
    await transport.produce({
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96, rtcpFeedback: [{ type: 'transport-cc' }] }],
        headerExtensions: [{ uri: transportCc, id: extensionId }],
        encodings: [{ ssrc }],
      },
    });
    const sources: number[] = [];
    socket.on('message', (message) => sources.push(...sourcesOf(message)));
    let number = 0;
    const send = (): void => socket.send(packet((number += 1)), transport.tuple.localPort, '127.0.0.1');
    const timer = setInterval(send, 20);
    await expect.poll(() => sources.length, { timeout: 5_000 }).toBeGreaterThan(2);
    clearInterval(timer);
    expect(sources.slice(0, 3)).toEqual([ssrc, ssrc, ssrc]);
  });
});
