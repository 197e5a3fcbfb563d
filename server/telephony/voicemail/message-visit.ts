import type { Language, Phrase } from '../../../protocol/dialplan/sounds.ts';
import type { Recorder, RecordedTrack } from '../../media/index.ts';
import { SpeechWatch } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { Box } from './voicemail-store.ts';

export type MessageOutcome = 'left' | 'empty' | 'box-full' | 'failed';

/** Silence of this length ends a message. */
export const silenceEndsMs = 8_000;
const lookEveryMs = 500;

/** A message on its way to the disk. */
export interface MessageInProgress {
  /** Begins now. */
  start(): Recorder;
  /** Keeps what was recorded; `empty` when nobody said anything. */
  keep(track: RecordedTrack): Promise<'left' | 'empty'>;
  /** Forgets it: it never began, or nothing of it can be kept. */
  forget(): Promise<void>;
}

export interface MessageVisitParts {
  readonly call: AttendedCall;
  readonly box: Box;
  readonly isFull: boolean;
  /** What `*` does while the greeting is heard: whose box it is hears their messages. Absent: it is a key like any other. */
  readonly enter?: (() => Promise<void>) | undefined;
  /** What is heard before the beep. */
  readonly greeting: readonly Clip[];
  readonly language: Language;
  readonly phrase: (phrase: Phrase, language: Language) => Promise<readonly Clip[]>;
  readonly begin: () => Promise<MessageInProgress>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborted when the caller is taken away. */
  readonly left: AbortSignal;
}

/** Why a recording ends; all but `caller-left` let the caller hear that it was kept. */
type RecordingEnd = 'key' | 'silence' | 'too-long' | 'cut' | 'caller-left';

/**
 * One caller leaves a message:
 *
 *   greeting ──(# or its end)──► beep ──► recording ──(#, 8 s of silence, too long)──► "saved" ──► over
 *       └────────────────── hung up or taken away: what was said is kept ──────────────────────►
 */
export class MessageVisit {
  readonly #parts: MessageVisitParts;
  /** The caller is gone: hung up, or taken away. */
  readonly #gone: AbortSignal;

  constructor(parts: MessageVisitParts) {
    this.#parts = parts;
    this.#gone = AbortSignal.any([parts.call.ended, parts.left]);
  }

  /** Never rejects. */
  async run(): Promise<MessageOutcome> {
    const { call, box, isFull, greeting, enter, logger } = this.#parts;
    try {
      await call.answer();
      call.takenBy({ userId: undefined, displayName: box.name, number: call.dialled });
      call.tellCaller({ activity: 'voicemail', details: { name: box.name } });
      if (isFull) {
        await this.#say('voicemail-full');
        return 'box-full';
      }
      if ((await this.#play(greeting)) === '*' && enter !== undefined) {
        await enter();
        return 'empty';
      }
      return this.#gone.aborted ? 'empty' : await this.#take();
    } catch (error) {
      if (this.#gone.aborted) return 'empty';
      logger.error({ err: error, callId: call.id }, 'a message could not be taken');
      await this.#say('voicemail-unavailable');
      return 'failed';
    }
  }

  async #take(): Promise<MessageOutcome> {
    const { begin, phrase, language, call } = this.#parts;
    // The message is prepared while the beep sounds, so that the first word after it is in.
    const [message] = await Promise.all([begin(), phrase('beep', language).then((beep) => this.#play(beep))]);
    if (this.#gone.aborted) {
      await message.forget();
      return 'empty';
    }
    const recorder = message.start();
    call.note('message-began');
    const end = await this.#record(recorder);
    const outcome = await this.#keep(message, recorder);
    call.note('message-ended', { why: end, outcome });
    if (outcome === 'left' && end !== 'caller-left') await this.#say('voicemail-saved');
    return outcome;
  }

  async #keep(message: MessageInProgress, recorder: Recorder): Promise<'left' | 'empty' | 'failed'> {
    const { logger, call } = this.#parts;
    try {
      return await message.keep(await recorder.finish());
    } catch (error) {
      logger.error({ err: error, callId: call.id }, 'a message could not be kept');
      await message.forget();
      return 'failed';
    }
  }

  /** Resolves when the message is over. */
  #record(recorder: Recorder): Promise<RecordingEnd> {
    const { call, clock, box } = this.#parts;
    const { promise, resolve } = Promise.withResolvers<RecordingEnd>();
    const over = new AbortController();
    const end = (why: RecordingEnd): void => {
      over.abort();
      resolve(why);
    };
    const silence = this.#watchSilence(() => end('silence'));
    const limit = clock.after(box.maxMessageSeconds * 1_000, () => end('too-long'));
    const onDigit = (key: string): void => {
      if (key === '#') end('key');
    };
    const onGone = (): void => end('caller-left');
    call.on('digit', onDigit);
    recorder.once('cut', () => end('cut'));
    this.#gone.addEventListener('abort', onGone, { once: true });
    over.signal.addEventListener('abort', () => {
      silence.stop();
      limit.stop();
      call.off('digit', onDigit);
      this.#gone.removeEventListener('abort', onGone);
    });
    if (this.#gone.aborted) onGone();
    return promise;
  }

  /** Calls back after 8 s without speech; time in which the caller is away or holds does not count. */
  #watchSilence(onSilence: () => void): { stop(): void } {
    const { call, clock } = this.#parts;
    const watch = new SpeechWatch(call.codec === 'PCMA' || call.codec === 'PCMU' ? call.codec : 'opus');
    let heardMs = clock.monotonicMs();
    let isHere = true;
    const onPresence = (state: 'here' | 'away' | 'holding'): void => {
      isHere = state === 'here';
      heardMs = clock.monotonicMs();
    };
    const tap = call.tap((rtp) => {
      if (watch.isSpeech(rtp)) heardMs = clock.monotonicMs();
    });
    const timer = clock.every(lookEveryMs, () => {
      if (isHere && clock.monotonicMs() - heardMs >= silenceEndsMs) onSilence();
    });
    call.on('presence', onPresence);
    return {
      stop() {
        tap.close();
        timer.stop();
        call.off('presence', onPresence);
      },
    };
  }

  async #say(phrase: Phrase): Promise<void> {
    if (!this.#gone.aborted) await this.#play(await this.#parts.phrase(phrase, this.#parts.language));
  }

  /** Plays clips to their end, to a `#` or `*`, which it gives back, or until the caller is gone. */
  async #play(clips: readonly Clip[]): Promise<string | undefined> {
    const { call, enter } = this.#parts;
    if (clips.length === 0 || this.#gone.aborted) return undefined;
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const onDigit = (key: string): void => {
      if (key === '#' || (key === '*' && enter !== undefined)) resolve(key);
    };
    const onEnd = (): void => resolve(undefined);
    call.on('digit', onDigit);
    call.on('played', onEnd);
    this.#gone.addEventListener('abort', onEnd, { once: true });
    call.hear({ kind: 'clips', clips, once: true });
    const key = await promise;
    call.off('digit', onDigit);
    call.off('played', onEnd);
    this.#gone.removeEventListener('abort', onEnd);
    call.hear(undefined);
    return key;
  }
}
