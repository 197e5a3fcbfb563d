import type { Background, Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Mouth } from '../../media/media-engine.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall } from '../../telephony/index.ts';
import type { SoundPort } from '../ports/sound-port.ts';

export interface HearingOptions {
  readonly call: AttendedCall;
  readonly sounds: SoundPort;
  readonly clock: Clock;
  readonly logger: Logger;
  /** In which language a background prompt is. */
  readonly language: () => Language;
  /** What was played came to its end. */
  readonly onPlayed: (effectId: string) => void;
}

interface Playing {
  readonly effectId: string;
  /** Runs once it is heard; undefined while its clips are made or the answer is awaited. */
  guard: Timer | undefined;
}

/** How long after its own length a sound counts as played although nobody said so: a plan never waits for media that broke. */
const graceMs = 5_000;

/**
 * What the caller of a run hears: something that is played once, else the background. Nothing is heard before the answer.
 *
 *   background ──play──► playing ──its end, stopPlaying──► background
 *        └──────── lend ────────► lent to a visit ──takeBack──► background
 */
export class Hearing {
  readonly #options: HearingOptions;
  // What was heard before the clips of now may end while these are made.
  readonly #onPlayed = (): void => {
    if (this.#playing?.guard) this.#finish();
  };
  #answered: Promise<void> | undefined;
  #background: Background = { kind: 'silence' };
  #playing: Playing | undefined;
  #isLent = false;
  #isClosed = false;
  /** Counts changes of what is to be heard: what was still being made for an earlier one comes too late. */
  #turn = 0;

  constructor(options: HearingOptions) {
    this.#options = options;
    options.call.on('played', this.#onPlayed);
  }

  /** Answers the call once; resolves when media can flow, never when the call ended first. */
  answer(): Promise<void> {
    this.#answered ??= this.#options.call.answer().catch((error: unknown) => {
      if (!this.#options.call.ended.aborted)
        this.#options.logger.warn({ err: error, call: this.#options.call.id }, 'a call could not be answered');
      return new Promise<never>(() => undefined);
    });
    return this.#answered;
  }

  /** Resolves when an answer that was asked for is there; at once when none was. */
  async settled(): Promise<void> {
    await this.#answered;
  }

  /** Plays once; a second one takes the place of the first, which is then silent about its end. */
  play(effectId: string, sounds: readonly Sound[], language: Language): void {
    this.stopPlaying();
    const playing: Playing = { effectId, guard: undefined };
    this.#playing = playing;
    this.#makeReady(sounds, language, (mouth, durationMs) => {
      if (!mouth) return this.#finish();
      playing.guard = this.#options.clock.after(durationMs + graceMs, () => this.#finish());
      this.#options.call.hear(mouth);
    });
  }

  stopPlaying(): void {
    if (!this.#playing) return;
    this.#dropPlaying();
    this.again();
  }

  setBackground(background: Background): void {
    this.#background = background;
    if (!this.#playing) this.again();
  }

  /** A visit has the caller's ear until `takeBack()`. */
  lend(): void {
    this.#dropPlaying();
    this.#isLent = true;
  }

  takeBack(): void {
    this.#isLent = false;
    this.again();
  }

  /** Says anew what is in the background: after a reload, or when something else was heard. */
  again(): void {
    if (this.#isLent || this.#isClosed) return;
    const background = this.#background;
    this.#turn += 1;
    if (background.kind !== 'prompt') return this.#options.call.hear(soundOf(background));
    this.#makeReady([{ kind: 'prompt', promptId: background.promptId }], this.#options.language(), (mouth) =>
      this.#options.call.hear(mouth?.kind === 'clips' ? { kind: 'clips', clips: mouth.clips } : soundOf({ kind: 'music' })),
    );
  }

  /** Lets go of the call. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#dropPlaying();
    this.#options.call.off('played', this.#onPlayed);
  }

  /** Hands over clips that are to be played once, when they are there and the call is answered, unless something else is wanted by then. */
  #makeReady(sounds: readonly Sound[], language: Language, use: (mouth: Mouth | undefined, durationMs: number) => void): void {
    const turn = ++this.#turn;
    const { call, sounds: port, logger } = this.#options;
    const made = port.clips(call.tenantId, sounds, language).catch((error: unknown) => {
      logger.warn({ err: error, call: call.id }, 'sounds of a plan could not be made; the plan goes on without them');
      return [];
    });
    const ready = async (): Promise<void> => {
      const [clips] = await Promise.all([made, this.#answered]);
      if (turn !== this.#turn || this.#isClosed) return;
      const durationMs = clips.reduce((sum, clip) => sum + clip.durationMs, 0);
      use(clips.length === 0 ? undefined : { kind: 'clips', clips, once: true }, durationMs);
    };
    void ready();
  }

  #finish(): void {
    const { effectId } = this.#playing ?? {};
    if (effectId === undefined) return;
    this.#dropPlaying();
    this.again();
    this.#options.onPlayed(effectId);
  }

  #dropPlaying(): void {
    this.#turn += 1;
    this.#playing?.guard?.stop();
    this.#playing = undefined;
  }
}

function soundOf(background: Exclude<Background, { kind: 'prompt' }>): Mouth | undefined {
  switch (background.kind) {
    case 'silence':
      return undefined;
    case 'ringback':
      return { kind: 'sound', sound: 'ringback' };
    default:
      return { kind: 'sound', sound: 'hold-music' };
  }
}
