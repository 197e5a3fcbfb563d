import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { Clip } from '../media-engine.ts';
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
      content: { kind: 'sound', sound: 'busy' },
      layout: defaultLayout,
      ssrc: 42,
      onPacket: (packet) => packets.push(packet),
      onEnded: () => undefined,
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

  it('[MED52] go on when their thread ends; what was played once counts as played', async () => {
    const pool = await start();
    let [tones, clips, ended] = [0, 0, 0];
    const layout = defaultLayout;
    const onEnded = (): void => void (ended += 1);
    const clip = clipOf('a', 40);
    pool.start({ content: { kind: 'sound', sound: 'hold-music' }, layout, ssrc: 1, onPacket: () => (tones += 1), onEnded });
    pool.start({ content: { kind: 'clips', clips: [clip] }, layout, ssrc: 2, onPacket: () => (clips += 1), onEnded });
    pool.start({ content: { kind: 'sound', sound: 'hold-music', once: true }, layout, ssrc: 3, onPacket: () => undefined, onEnded });
    await eventually(
      () => tones > 2 && clips > 2,
      () => 'packets before',
    );
    await threads.at(-1)?.terminate();
    [tones, clips] = [0, 0];
    await eventually(
      () => tones > 2 && clips > 2,
      () => 'packets after',
    );
    expect(pool.size).toBe(2);
    expect(ended).toBe(1);
    expect(clip.loads).toBe(2);
    expect(threads.length).toBeGreaterThan(1);
  });

  it('[MED34] load a clip once for all, and [MED35] leave out what cannot be read', async () => {
    const pool = await start();
    const clip = clipOf('b', 3);
    const broken: Clip = { key: 'broken', durationMs: 20, load: () => Promise.reject(new Error('no such object')) };
    const payloads: number[] = [];
    let ended = 0;
    const request = {
      content: { kind: 'clips', clips: [broken, clip, clip], once: true },
      layout: defaultLayout,
      ssrc: 1,
      onPacket: (packet: Buffer) => payloads.push(packet[12] ?? -1),
      onEnded: () => (ended += 1),
    } as const;
    pool.start(request);
    pool.start({ ...request, onPacket: () => undefined });
    await eventually(
      () => ended === 2,
      () => 'both come to their end',
    );
    expect(payloads).toEqual([0, 1, 2, 0, 1, 2]);
    expect(clip.loads).toBe(1);
    expect(pool.size).toBe(0);
  });
});

interface CountedClip extends Clip {
  loads: number;
}

function clipOf(key: string, frames: number): CountedClip {
  const clip: CountedClip = {
    key,
    durationMs: frames * 20,
    loads: 0,
    load: async () => {
      clip.loads += 1;
      return Array.from({ length: frames }, (_, at) => Uint8Array.of(at));
    },
  };
  return clip;
}
