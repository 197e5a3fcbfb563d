/**
 * The peer of BP2 with the real media engine: the mediasoup objects of a call (two transports, connected; two producers,
 * a consumer of each for the other side and one for its keys), made and closed again, and nothing else. A line with a
 * number makes so many calls, twenty at a time, and is answered with the same number.
 */
import { createInterface } from 'node:readline';
import { createWorker, type types } from 'mediasoup';

const opus = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 } as const;
/** The worker hands on no telephone-events unless they pass as another codec: so they do in the product. */
const keys = { kind: 'audio', mimeType: 'audio/iLBC', clockRate: 8_000 } as const;
const mediaCodecs = [
  { ...opus, preferredPayloadType: 111 },
  { ...keys, preferredPayloadType: 110 },
];
const producerCodecs = [
  { ...opus, payloadType: 111 },
  { ...keys, payloadType: 110 },
];
const atOnce = 20;
const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
const worker = await createWorker(workerBin ? { workerBin } : {});
const ip = '127.0.0.1';
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: [
    { protocol: 'udp', ip },
    { protocol: 'tcp', ip },
  ],
});
const router = await worker.createRouter({ mediaCodecs });
const direct = await router.createDirectTransport();
const fingerprints: types.DtlsFingerprint[] = [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }];
const hearing = { codecs: mediaCodecs, headerExtensions: [] };
const keysOnly = { codecs: mediaCodecs.slice(1), headerExtensions: [] };

async function openLeg(): Promise<{ readonly transport: types.WebRtcTransport; readonly producer: types.Producer }> {
  const transport = await router.createWebRtcTransport({ webRtcServer });
  const [producer] = await Promise.all([
    transport.produce({ kind: 'audio', rtpParameters: { codecs: producerCodecs, encodings: [{ ssrc: 3_735_928_559 }] } }),
    transport.connect({ dtlsParameters: { role: 'client', fingerprints } }),
  ]);
  await direct.consume({ producerId: producer.id, rtpCapabilities: keysOnly });
  return { transport, producer };
}

async function call(): Promise<void> {
  const caller = await openLeg();
  const callee = await openLeg();
  await Promise.all([
    caller.transport.consume({ producerId: callee.producer.id, rtpCapabilities: hearing }),
    callee.transport.consume({ producerId: caller.producer.id, rtpCapabilities: hearing }),
  ]);
  caller.transport.close();
  callee.transport.close();
}

for await (const line of createInterface(process.stdin)) {
  let left = Number(line);
  const inTurn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, inTurn));
  process.stdout.write(`${line}\n`);
}
worker.close();
