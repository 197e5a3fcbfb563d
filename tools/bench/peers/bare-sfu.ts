/** The peer of BP6: the same calls on bare mediasoup, as short as it goes. Speaks the JSON lines of the benchmark `calls`. */
import { createInterface } from 'node:readline';
import { createWorker, type types } from 'mediasoup';
import { z } from 'zod';

const request = z.object({ call: z.string(), offer: z.string() });
const opus = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 111 } as const;
const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
const worker = await createWorker(workerBin ? { workerBin } : {});
const ip = '127.0.0.1';
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: [
    { protocol: 'udp', ip },
    { protocol: 'tcp', ip },
  ],
});
const router = await worker.createRouter({ mediaCodecs: [opus] });
const waiting = new Map<string, [types.WebRtcTransport, types.Producer]>();

const sdpHead =
  'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0';
const sdpMedia = 'a=rtpmap:111 opus/48000/2\r\na=setup:passive\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=end-of-candidates';

function answer({ iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport): string {
  const fingerprint = dtlsParameters.fingerprints.find((one) => one.algorithm === 'sha-256')?.value ?? '';
  const ice = `a=ice-ufrag:${iceParameters.usernameFragment}\r\na=ice-pwd:${iceParameters.password}\r\na=fingerprint:sha-256 ${fingerprint}`;
  const candidates = iceCandidates.map((one) => {
    const tcp = one.protocol === 'tcp' ? ' tcptype passive' : '';
    return `a=candidate:${one.foundation} 1 ${one.protocol} ${one.priority} ${one.address} ${one.port} typ host${tcp}`;
  });
  return [sdpHead, sdpMedia, ice, ...candidates, ''].join('\r\n');
}

for await (const line of createInterface(process.stdin)) {
  const { call, offer } = request.parse(JSON.parse(line));
  const transport = await router.createWebRtcTransport({ webRtcServer });
  await transport.connect({
    dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: /fingerprint:sha-256 (\S+)/.exec(offer)?.[1] ?? '' }] },
  });
  const ssrc = Number(/a=ssrc:(\d+)/.exec(offer)?.[1]);
  const producer = await transport.produce({
    kind: 'audio',
    rtpParameters: { codecs: [{ ...opus, payloadType: 111 }], encodings: [{ ssrc }] },
  });
  const other = waiting.get(call);
  const rtpCapabilities = { codecs: [opus], headerExtensions: [] };
  if (other)
    await Promise.all([
      transport.consume({ producerId: other[1].id, rtpCapabilities }),
      other[0].consume({ producerId: producer.id, rtpCapabilities }),
    ]);
  else waiting.set(call, [transport, producer]);
  process.stdout.write(`${JSON.stringify({ answer: answer(transport) })}\n`);
}
worker.close();
