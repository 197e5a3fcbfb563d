import { Worker } from 'node:worker_threads';
import { systemClock } from '../../../platform/clock.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { Speaker } from '../../recordings/testing/speaker.ts';
import { defaultLayout } from '../../sdp/payload-layout.ts';
import { eventually } from '../../testing/rig.ts';
import type { MixSeat } from '../mixer.ts';
import type { MixerRig } from '../mixer.suite.ts';
import { ThreadMixer } from '../thread-mixer.ts';
import { ToneMeter } from './tone-meter.ts';

const tones: Readonly<Record<string, number>> = { alice: 440, bob: 800, carol: 1_300 };
const audible = 4_000;
const inaudible = 300;

/** The real mixer on its thread: members say tones, and what an ear gets is decoded and measured. */
export class ThreadRig implements MixerRig {
  readonly threads: Worker[] = [];
  readonly mixer = new ThreadMixer({
    logger: silentLogger,
    clock: systemClock,
    startThread: () => {
      const thread = new Worker(new URL('../mixer-thread.ts', import.meta.url));
      this.threads.push(thread);
      return thread;
    },
  });
  /** Sequence numbers that an ear got. */
  readonly sequences: number[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #ssrc = 1;

  talk(seat: MixSeat, name: string): void {
    const speaker = new Speaker({ ssrc: this.#ssrc++, hertz: tones[name] ?? 0 });
    // A timer that is late makes up for it, as a sound card does.
    const startMs = performance.now();
    let said = 0;
    const say = (): void => {
      for (; said * 20 <= performance.now() - startMs; said += 1) seat.say(speaker.say());
    };
    this.#timers.push(setInterval(say, 10));
  }

  async hears(seat: MixSeat, names: readonly string[]): Promise<void> {
    const meter = new ToneMeter();
    const listening = this.mixer.listen({
      ear: seat.mouth.ear,
      layout: defaultLayout,
      ssrc: this.#ssrc++,
      onPacket: (packet) => {
        this.sequences.push(packet.readUInt16BE(2));
        meter.hear(packet);
      },
    });
    const isRight = (): boolean =>
      Object.entries(tones).every(([name, hertz]) =>
        names.includes(name) ? meter.level(hertz) > audible : meter.level(hertz) < inaudible,
      );
    try {
      // Who hears nothing gets no packets, or silence.
      if (names.length === 0) await new Promise((resolve) => setTimeout(resolve, 500));
      await eventually(
        () => (names.length === 0 || meter.heardMs > 300) && isRight(),
        () =>
          `${names.join(' and ')}; heard: ${Object.entries(tones)
            .map(([name, hertz]) => `${name} ${meter.level(hertz).toFixed(0)}`)
            .join(', ')}`,
      );
    } finally {
      listening.stop();
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.mixer.close();
  }
}
