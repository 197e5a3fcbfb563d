import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { defaultLayout } from '../sdp/payload-layout.ts';
import { eventually } from '../testing/rig.ts';
import { soundsDir } from '../testing/worker-bin.ts';
import { PromptPlayers } from './prompt-players.ts';
import { SoundLibrary } from './sound-library.ts';

describe('prompt players on their thread', () => {
  let players: PromptPlayers | undefined;
  const threads: Worker[] = [];
  afterEach(() => players?.close());

  async function start(): Promise<PromptPlayers> {
    players = new PromptPlayers({
      library: await SoundLibrary.load(soundsDir),
      logger: silentLogger,
      clock: systemClock,
      startThread: () => {
        const thread = new Worker(new URL('./ticker-thread.ts', import.meta.url));
        threads.push(thread);
        return thread;
      },
    });
    return players;
  }

  it('[MED90] send a packet each 20 ms until they are stopped', async () => {
    const packets: Buffer[] = [];
    const player = (await start()).start({
      sound: 'busy',
      layout: defaultLayout,
      ssrc: 42,
      isOnce: false,
      onPacket: (packet) => packets.push(packet),
    });
    await eventually(
      () => packets.length >= 10,
      () => `ten packets, not ${packets.length}`,
    );
    player.stop();
    const count = packets.length;
    expect(players?.size).toBe(0);
    expect(packets[0]?.readUInt32BE(8)).toBe(42);
    await new Promise((resolve) => setImmediate(resolve));
    expect(packets).toHaveLength(count);
  });

  it('[MED52] go on when their thread ends', async () => {
    const pool = await start();
    let packets = 0;
    pool.start({ sound: 'hold-music', layout: defaultLayout, ssrc: 1, isOnce: false, onPacket: () => (packets += 1) });
    await eventually(
      () => packets > 2,
      () => 'packets before',
    );
    await threads.at(-1)?.terminate();
    packets = 0;
    await eventually(
      () => packets > 2,
      () => 'packets after',
    );
    expect(pool.size).toBe(1);
    expect(threads.length).toBeGreaterThan(1);
  });
});
