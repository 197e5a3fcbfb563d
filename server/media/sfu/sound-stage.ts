import { randomInt } from 'node:crypto';
import type { types } from 'mediasoup';
import type { SoundName } from '../media-engine.ts';
import type { PlayerHandle, PlayerRequest } from '../prompts/prompt-players.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { speakingParameters } from './rtp-layout.ts';

/** Starts players; implemented by the prompt players' ticker thread. */
export interface SoundSource {
  start(request: PlayerRequest): PlayerHandle;
}

/** A sound that is playing on this router. `release()` when the ear listens no longer. */
export interface PlayingSound {
  readonly producer: types.Producer;
  release(): void;
}

interface Play {
  readonly producer: types.Producer;
  readonly player: PlayerHandle;
  listeners: number;
}

/** Sounds that nobody needs to hear from their beginning: one player per router for all who wait. */
const sharedSounds: ReadonlySet<SoundName> = new Set(['hold-music']);

/** The sounds played on one router. Music is shared; a tone begins anew for each ear. */
export class SoundStage {
  readonly #layout: PayloadLayout;
  readonly #source: SoundSource;
  readonly #transport: () => Promise<types.DirectTransport>;
  readonly #shared = new Map<SoundName, Promise<Play>>();
  readonly #plays = new Set<Play>();

  constructor(parts: { layout: PayloadLayout; source: SoundSource; transport: () => Promise<types.DirectTransport> }) {
    this.#layout = parts.layout;
    this.#source = parts.source;
    this.#transport = parts.transport;
  }

  /** Lets an ear listen to `sound`; endless unless `once`. */
  async play(sound: SoundName, isOnce: boolean): Promise<PlayingSound> {
    const isShared = sharedSounds.has(sound) && !isOnce;
    const play = isShared ? await this.#joinShared(sound) : await this.#begin(sound, isOnce);
    let isReleased = false;
    return {
      producer: play.producer,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        play.listeners -= 1;
        if (play.listeners > 0) return;
        if (isShared) this.#shared.delete(sound);
        this.#end(play);
      },
    };
  }

  /** Told when the router closed: its producers are gone, the players still tick. */
  close(): void {
    for (const play of this.#plays) play.player.stop();
    this.#plays.clear();
    this.#shared.clear();
  }

  async #joinShared(sound: SoundName): Promise<Play> {
    const known = this.#shared.get(sound);
    const starting = known ?? this.#begin(sound, false);
    if (!known) {
      this.#shared.set(sound, starting);
      starting.catch(() => this.#shared.delete(sound));
    }
    const play = await starting;
    if (known) play.listeners += 1;
    return play;
  }

  async #begin(sound: SoundName, isOnce: boolean): Promise<Play> {
    const transport = await this.#transport();
    const ssrc = randomInt(1, 2 ** 32);
    const producer = await transport.produce({ kind: 'audio', rtpParameters: speakingParameters(this.#layout, ssrc, false) });
    const player = this.#source.start({
      sound,
      layout: this.#layout,
      ssrc,
      isOnce,
      onPacket: (packet) => {
        if (!producer.closed) producer.send(packet);
      },
    });
    const play: Play = { producer, player, listeners: 1 };
    this.#plays.add(play);
    return play;
  }

  #end(play: Play): void {
    this.#plays.delete(play);
    play.player.stop();
    play.producer.close();
  }
}
