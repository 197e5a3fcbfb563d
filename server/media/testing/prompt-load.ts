import * as mediasoup from 'mediasoup';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { PromptPlayers } from '../prompts/prompt-players.ts';
import type { Playable } from '../prompts/prompt-players.ts';
import { SoundLibrary } from '../prompts/sound-library.ts';
import { defaultLayout } from '../sdp/payload-layout.ts';
import { hearingCapabilities, routerCodecs } from '../sfu/rtp-layout.ts';
import { SoundStage } from '../sfu/sound-stage.ts';
import { clipOfSound } from './sound-clips.ts';
import { soundsDir, workerBinForTests } from './worker-bin.ts';

interface Load {
  readonly players: number;
  readonly sampled: number;
  readonly port: number;
  readonly content: Playable;
}

/**
 * Subject of the benchmark of prompt players (BP14): `node prompt-load.ts PLAYERS SAMPLED PORT [clips]` plays a tone, or two
 * clips in a loop, to each of PLAYERS,
 * sends what SAMPLED of them say as RTP to 127.0.0.1:PORT, and runs until its input ends.
 */
async function run({ players, sampled, port, content }: Load): Promise<void> {
  const source = new PromptPlayers({ library: await SoundLibrary.load(soundsDir), logger: silentLogger, clock: systemClock });
  const worker = await mediasoup.createWorker({ workerBin: workerBinForTests() });
  const router = await worker.createRouter({ mediaCodecs: routerCodecs(defaultLayout) });
  const direct = await router.createDirectTransport();
  const plain = await router.createPlainTransport({ listenInfo: { protocol: 'udp', ip: '127.0.0.1' }, rtcpMux: true });
  await plain.connect({ ip: '127.0.0.1', port });
  const stage = new SoundStage({ layout: defaultLayout, source, transport: async () => direct });
  for (let count = 0; count < players; count += 1) {
    const playing = await stage.play(content, () => undefined);
    if (count < sampled) await plain.consume({ producerId: playing.producer.id, rtpCapabilities: hearingCapabilities(defaultLayout) });
  }
  process.stdout.write(`${JSON.stringify({ worker: worker.pid })}\n`);
  await new Promise((resolve) => process.stdin.once('end', resolve).resume());
  stage.close();
  await source.close();
  worker.close();
}

const [players = 500, sampled = 25, port = 0] = process.argv.slice(2, 5).map(Number);
const content: Playable =
  process.argv[5] === 'clips'
    ? { kind: 'clips', clips: [await clipOfSound('ringback', 100), await clipOfSound('busy', 50)] }
    : { kind: 'sound', sound: 'ringback' };
await run({ players, sampled, port, content });
