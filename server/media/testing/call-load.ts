import { createInterface } from 'node:readline';
import { z } from 'zod';
import { silentLogger } from '../../platform/logger.ts';
import type { MediaLeg } from '../media-engine.ts';
import { createSfu } from '../sfu/sfu.ts';
import { soundsDir, workerBinForTests } from './worker-bin.ts';

/**
 * Subject of the benchmark of calls (BP6). Lines of JSON in and out: `{"call": "c1", "offer": sdp}` opens a leg and is answered with
 * `{"answer": sdp}`; every second leg of a call is plugged to the first and the first to it. Ends with its input.
 */
const request = z.object({ call: z.string(), offer: z.string() });

const engine = await createSfu({
  workers: 1,
  basePort: 0,
  listenAddress: '127.0.0.1',
  logger: silentLogger,
  workerBin: workerBinForTests(),
  soundsDir,
});
const waiting = new Map<string, MediaLeg>();
for await (const line of createInterface(process.stdin)) {
  const { call, offer } = request.parse(JSON.parse(line));
  const leg = await engine.openAnswering({ callId: call, person: offer.slice(0, 60), offer });
  const other = waiting.get(call);
  if (other) await Promise.all([leg.plug(other.mouth), other.plug(leg.mouth)]);
  else waiting.set(call, leg);
  process.stdout.write(`${JSON.stringify({ answer: leg.localSdp })}\n`);
}
await engine.close();
