import type { SoundPlayer } from '../../../platform/devices/sound-player.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import type { Timers } from '../sip/timers.ts';
import { busyToneMs, ringSoundFor, ringSoundUrls, type RingSound } from './ring-plan.ts';

export interface RingerPorts {
  readonly player: SoundPlayer;
  readonly timers: Timers;
  /** The loudspeaker and volume of a sound: what rings is heard elsewhere than who speaks. */
  readonly output: (sound: RingSound) => { readonly speakerId: string | undefined; readonly volume: number };
  readonly onBlocked: (isBlocked: boolean) => void;
}

/** Makes the sound that the calls ask for, one at a time, and ends it in the same turn in which its reason ends. */
export class Ringer {
  readonly #ports: RingerPorts;
  #sound: RingSound | undefined;
  #calls: readonly CallSnapshot[] = [];
  #cancelBusy: () => void = () => undefined;

  constructor(ports: RingerPorts) {
    this.#ports = ports;
  }

  handleCalls(calls: readonly CallSnapshot[]): void {
    this.#calls = calls;
    this.#cancelBusy();
    const sound = ringSoundFor(calls, this.#ports.timers.now());
    if (sound === 'busy') this.#cancelBusy = this.#ports.timers.after(busyToneMs, () => this.handleCalls(this.#calls));
    if (sound === this.#sound) return;
    this.#sound = sound;
    if (sound === undefined) this.#ports.player.stop();
    else void this.#play(sound);
  }

  /** After a click, or when the loudspeaker was changed. */
  repeat(): void {
    if (this.#sound !== undefined) void this.#play(this.#sound);
  }

  close(): void {
    this.#cancelBusy();
    this.#sound = undefined;
    this.#ports.player.stop();
  }

  async #play(sound: RingSound): Promise<void> {
    const hasPlayed = await this.#ports.player.play({ url: ringSoundUrls[sound], isLooped: true, ...this.#ports.output(sound) });
    this.#ports.onBlocked(!hasPlayed);
  }
}
