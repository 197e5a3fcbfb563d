import type { Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Queue } from '../../../protocol/telephony/queues.ts';
import type { Mouth } from '../../media/media-engine.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { repeat } from '../../platform/repeat.ts';
import { inBackground } from '../calls/background.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { Announcer, QueueOrder } from './queue-order.ts';

/** Where a caller stands, as it is announced. */
export interface Standing {
  /** 1 is next. */
  readonly position: number;
  /** Undefined while nothing is known about it. */
  readonly expectedWaitMinutes: number | undefined;
}

export interface WaitingSoundsOptions {
  readonly call: AttendedCall;
  readonly queue: Queue;
  readonly order: QueueOrder;
  readonly announcer: Announcer;
  readonly standing: () => Standing;
  /** The key with which the caller can ask to be called back; undefined: they cannot. */
  readonly callbackKey: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

const highestNumber = 9_999;

/** What a caller hears while waiting: music, and every now and then where they stand. */
export class WaitingSounds {
  readonly #options: WaitingSoundsOptions;
  readonly #timer: Timer | undefined;
  readonly #played = (): void => this.#playMusic();
  #music: Mouth | undefined;
  #isClosed = false;

  constructor(options: WaitingSoundsOptions) {
    this.#options = options;
    const { call, queue, callbackKey, clock, logger } = options;
    call.on('played', this.#played);
    inBackground(logger, 'the first announcement of a queue', this.#begin());
    if (queue.announcesPosition || queue.announcesWait || callbackKey !== undefined)
      this.#timer = repeat(clock, {
        everyMs: queue.announceEverySeconds * 1_000,
        work: () => this.#announce(),
        failed: (error) => logger.error({ err: error, callId: call.id }, 'an announcement of a queue failed'),
      });
  }

  /** Leaves the ear as it is: whoever takes over plugs it. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.stop();
    this.#options.call.off('played', this.#played);
  }

  /** Ends the waiting: says that the caller will be called back. Resolves when that was heard, or the call is over. */
  async confirm(): Promise<void> {
    const { call, order, announcer } = this.#options;
    this.close();
    const clips = await announcer.clips(call.tenantId, [{ kind: 'phrase', phrase: 'queue-callback-confirmed' }], order.language);
    if (call.ended.aborted || clips.length === 0) return;
    const heard = Promise.withResolvers<void>();
    const settle = (): void => heard.resolve();
    call.once('played', settle);
    call.ended.addEventListener('abort', settle, { once: true });
    call.hear({ kind: 'clips', clips, once: true });
    await heard.promise;
    call.off('played', settle);
    call.ended.removeEventListener('abort', settle);
  }

  async #begin(): Promise<void> {
    this.#music = await this.#musicMouth();
    this.#playMusic();
    await this.#announce();
  }

  async #announce(): Promise<void> {
    const { call, order, announcer } = this.#options;
    const sounds = this.#words();
    if (this.#isClosed || call.isConnected || sounds.length === 0) return;
    const clips = await announcer.clips(call.tenantId, sounds, order.language);
    if (!this.#isClosed && !call.isConnected && clips.length > 0) call.hear({ kind: 'clips', clips, once: true });
  }

  #words(): readonly Sound[] {
    const { queue, standing, callbackKey } = this.#options;
    const { position, expectedWaitMinutes } = standing();
    const sounds: Sound[] = [];
    if (queue.announcesPosition && position === 1) sounds.push({ kind: 'phrase', phrase: 'queue-next' });
    else if (queue.announcesPosition)
      sounds.push({ kind: 'phrase', phrase: 'queue-position' }, { kind: 'number', value: Math.min(position, highestNumber) });
    if (queue.announcesWait && expectedWaitMinutes !== undefined && expectedWaitMinutes > 0)
      sounds.push(
        { kind: 'phrase', phrase: 'queue-wait-minutes' },
        { kind: 'number', value: Math.min(expectedWaitMinutes, highestNumber) },
      );
    if (callbackKey !== undefined) sounds.push({ kind: 'phrase', phrase: 'queue-callback-offer' }, { kind: 'digits', digits: callbackKey });
    return sounds;
  }

  #playMusic(): void {
    const { call } = this.#options;
    if (!this.#isClosed && !call.isConnected) call.hear(this.#music);
  }

  async #musicMouth(): Promise<Mouth | undefined> {
    const { call, queue, order, announcer } = this.#options;
    const { music } = queue;
    if (music.kind === 'silence') return undefined;
    if (music.kind === 'ringback') return { kind: 'sound', sound: 'ringback' };
    if (music.kind === 'music') return { kind: 'sound', sound: 'hold-music' };
    const clips = await announcer.clips(call.tenantId, [music], order.language);
    return clips.length > 0 ? { kind: 'clips', clips } : { kind: 'sound', sound: 'hold-music' };
  }
}
