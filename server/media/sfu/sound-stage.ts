import { randomInt } from 'node:crypto';
import type { types } from 'mediasoup';
import type { SoundName } from '../media-engine.ts';
import type { Playable, PlayerHandle, PlayerRequest } from '../prompts/prompt-players.ts';
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

/** The sounds and clips played on one router. Music of ours is shared; a tone or a clip begins anew for each ear. */
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

  /** Lets an ear listen to `content`; endless unless `once`, and then `onEnded` is called at the end, unless it was released before. */
  async play(content: Playable, onEnded: () => void): Promise<PlayingSound> {
    const shared = sharedNameOf(content);
    const play = shared === undefined ? await this.#begin(content, onEnded) : await this.#joinShared(shared);
    let isReleased = false;
    return {
      producer: play.producer,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        play.listeners -= 1;
        if (play.listeners > 0) return;
        if (shared !== undefined) this.#shared.delete(shared);
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
    const starting = known ?? this.#begin({ kind: 'sound', sound }, () => undefined);
    if (!known) {
      this.#shared.set(sound, starting);
      starting.catch(() => this.#shared.delete(sound));
    }
    const play = await starting;
    if (known) play.listeners += 1;
    return play;
  }

  async #begin(content: Playable, onEnded: () => void): Promise<Play> {
    const transport = await this.#transport();
    const ssrc = randomInt(1, 2 ** 32);
    const producer = await transport.produce({ kind: 'audio', rtpParameters: speakingParameters(this.#layout, ssrc, false) });
    const player = this.#source.start({
      content,
      layout: this.#layout,
      ssrc,
      onPacket: (packet) => {
        if (!producer.closed) producer.send(packet);
      },
      onEnded,
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

function sharedNameOf(content: Playable): SoundName | undefined {
  return content.kind === 'sound' && !content.once && sharedSounds.has(content.sound) ? content.sound : undefined;
}
