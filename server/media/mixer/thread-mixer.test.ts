import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { eventually } from '../testing/rig.ts';
import { mixerSuite } from './mixer.suite.ts';
import { ThreadRig } from './testing/thread-rig.ts';
import { ThreadMixer } from './thread-mixer.ts';

/** Members speak in real time, on a thread that has to start first. */
const patienceMs = 30_000;

mixerSuite('on its thread', async () => new ThreadRig(), patienceMs);

describe('the mixer’s thread', { timeout: patienceMs }, () => {
  it('[MIX13] if it dies another takes over, and ears go on in the same stream', async () => {
    const rig = new ThreadRig();
    const mix = rig.mixer.open();
    const [alice, bob] = [mix.join('alice'), mix.join('bob')];
    rig.talk(alice, 'alice');
    rig.talk(bob, 'bob');
    const heard: number[] = [];
    const listening = rig.mixer.listen({
      ear: alice.mouth.ear,
      layout: { codec: 'opus', payloadType: 111 },
      ssrc: 99,
      onPacket: (packet) => heard.push(packet.readUInt16BE(2)),
    });
    await rig.hears(alice, ['bob']);
    const before = heard.length;
    await rig.threads[0]?.terminate();
    await rig.hears(alice, ['bob']);
    await rig.hears(bob, ['alice']);
    expect(rig.threads).toHaveLength(2);
    expect(heard.length).toBeGreaterThan(before);
    expect(heard.every((sequence, at) => at === 0 || sequence === (((heard[at - 1] ?? 0) + 1) & 0xffff))).toBe(true);
    listening.stop();
    await rig.close();
  });

  it('[MIX14] it is there while somebody confers, and ends a while after the last one left', async () => {
    const clock = new FakeClock();
    const rig = new ThreadRig();
    const mixer = new ThreadMixer({
      logger: silentLogger,
      clock,
      startThread: () => {
        const thread = new Worker(new URL('./mixer-thread.ts', import.meta.url));
        rig.threads.push(thread);
        return thread;
      },
    });
    const mix = mixer.open();
    expect(rig.threads).toHaveLength(0);
    const seat = mix.join('alice');
    expect(rig.threads).toHaveLength(1);
    seat.leave();
    clock.advance(5_000);
    const again = mix.join('alice');
    clock.advance(20_000);
    expect(rig.threads).toHaveLength(1);
    const ended = once(rig.threads[0] ?? process, 'exit');
    again.leave();
    clock.advance(20_000);
    await ended;
    mix.join('bob');
    await eventually(
      () => rig.threads.length === 2,
      () => 'another thread',
    );
    await mixer.close();
    await rig.close();
  });
});
