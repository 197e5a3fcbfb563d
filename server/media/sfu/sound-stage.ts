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
}

/** A play that several ears listen to, or will: who waits for its begin counts, so that nobody ends it under them. */
interface SharedPlay {
  readonly play: Promise<Play>;
  listeners: number;
}

/** Sounds that nobody needs to hear from their beginning: one player per router for all who wait. */
const sharedSounds: ReadonlySet<SoundName> = new Set(['hold-music']);

/** The sounds and clips played on one router. Music of ours is shared; a tone or a clip begins anew for each ear. */
export class SoundStage {
  readonly #layout: PayloadLayout;
  readonly #source: SoundSource;
  readonly #transport: () => Promise<types.DirectTransport>;
  readonly #shared = new Map<SoundName, SharedPlay>();
  readonly #plays = new Set<Play>();

  constructor(parts: { layout: PayloadLayout; source: SoundSource; transport: () => Promise<types.DirectTransport> }) {
    this.#layout = parts.layout;
    this.#source = parts.source;
    this.#transport = parts.transport;
  }

  /** Lets an ear listen to `content`; endless unless `once`, and then `onEnded` is called at the end, unless it was released before. */
  async play(content: Playable, onEnded: () => void): Promise<PlayingSound> {
    const sound = sharedNameOf(content);
    if (sound !== undefined) return this.#join(sound);
    const play = await this.#begin(content, onEnded);
    return { producer: play.producer, release: once(() => this.#end(play)) };
  }

  /** Told when the router closed: its producers are gone, the players still tick. */
  close(): void {
    for (const play of this.#plays) play.player.stop();
    this.#plays.clear();
    this.#shared.clear();
  }

  async #join(sound: SoundName): Promise<PlayingSound> {
    const shared = this.#shared.get(sound) ?? { play: this.#begin({ kind: 'sound', sound }, () => undefined), listeners: 0 };
    this.#shared.set(sound, shared);
    shared.listeners += 1;
    const leave = once(() => {
      shared.listeners -= 1;
      if (shared.listeners === 0 && this.#shared.get(sound) === shared) this.#shared.delete(sound);
    });
    try {
      const play = await shared.play;
      const release = once(() => {
        leave();
        if (shared.listeners === 0) this.#end(play);
      });
      return { producer: play.producer, release };
    } catch (error) {
      leave();
      throw error;
    }
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
    const play: Play = { producer, player };
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

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
