/**
 * A room for benchmarks, without its sessions: reads `{ direction, offer }` a line and writes `{ answer }`. Who sends sends Opus of
 * payload type 111; who receives gets all that was sent before.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { silentLogger } from '../../platform/logger.ts';
import type { RoomTransport } from '../room-engine.ts';
import { createSfu } from '../sfu/sfu.ts';
import { soundsDir, workerBinForTests } from './worker-bin.ts';

const listenAddress = process.argv[2] ?? '127.0.0.1';
const request = z.object({ direction: z.enum(['send', 'receive']), offer: z.string() });
const opus = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111, parameters: {}, rtcpFeedback: [] };
const media = await createSfu({
  workers: 1,
  basePort: 0,
  listenAddress,
  logger: silentLogger,
  workerBin: workerBinForTests(),
  soundsDir,
});
const room = await media.rooms.openRoom();
const producers: string[] = [];

function answerOf({ iceParameters, iceCandidates, dtlsParameters }: RoomTransport): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256')?.value ?? '';
  const candidates = iceCandidates
    .filter(({ protocol }) => protocol === 'udp')
    .map(({ priority, address, port }) => `a=candidate:1 1 udp ${String(priority)} ${String(address)} ${String(port)} typ host`);
  return [
    'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=rtpmap:111 opus/48000/2\r\na=setup:passive\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux',
    `a=ice-ufrag:${iceParameters.usernameFragment}\r\na=ice-pwd:${iceParameters.password}\r\na=fingerprint:sha-256 ${fingerprint}`,
    ...candidates,
    'a=end-of-candidates\r\n',
  ].join('\r\n');
}

for await (const line of createInterface(process.stdin)) {
  const { direction, offer } = request.parse(JSON.parse(line));
  const transport = await room.addTransport();
  const value = /fingerprint:sha-256 (\S+)/.exec(offer)?.[1] ?? '';
  await transport.connect({ role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] });
  if (direction === 'send') {
    const ssrc = Number(/a=ssrc:(\d+)/.exec(offer)?.[1]);
    const rtpParameters = { codecs: [opus], headerExtensions: [], encodings: [{ ssrc }], rtcp: {} };
    producers.push((await transport.produce({ kind: 'audio', rtpParameters })).id);
  } else {
    const rtpCapabilities = { ...room.rtpCapabilities, headerExtensions: [] };
    for (const producerId of producers) await (await transport.consume({ producerId, rtpCapabilities })).resume();
  }
  process.stdout.write(`${JSON.stringify({ answer: answerOf(transport) })}\n`);
}
await media.close();
