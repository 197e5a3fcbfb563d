import { EventEmitter } from 'node:events';
import type { Phrase } from '../../../protocol/dialplan/sounds.ts';
import type { ConferenceStatus } from '../../../protocol/telephony/conference.ts';
import type { Mix, MixSeat } from '../../media/media-engine.ts';
import type { AudioTap, Mouth } from '../../media/media-engine.ts';
import type { Logger } from '../../platform/logger.ts';
import { inBackground } from '../calls/background.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { Announcer } from '../queues/queue-order.ts';
import type { ConferenceOrder } from './conference-order.ts';

export interface ConferenceVisitOptions {
  readonly call: AttendedCall;
  readonly order: ConferenceOrder;
  readonly mix: Mix;
  readonly announcer: Announcer;
  readonly logger: Logger;
}

export interface ConferenceVisitEvents {
  /** Muted or not: who is in the room is told. */
  changed: [];
  /** Once. The room forgets it. */
  over: [];
}

/** What the room is for one member now. */
export type Standing = 'waiting' | 'alone' | 'in';

const music: Mouth = { kind: 'sound', sound: 'hold-music' };
const muteKeys = '*6';

/**
 * One caller in one conference room:
 *
 *   waiting ──the host comes──► alone ◄──► in ──► over      (alone and waiting hear music)
 *
 * What is announced to them is heard in between, by them only.
 */
export class ConferenceVisit extends EventEmitter<ConferenceVisitEvents> {
  readonly call: AttendedCall;
  readonly order: ConferenceOrder;
  readonly #options: ConferenceVisitOptions;
  readonly #ended = (): void => this.finish();
  readonly #digit = (key: string): void => this.#onDigit(key);
  readonly #played = (): void => this.#onPlayed();
  #standing: Standing | undefined;
  #seat: MixSeat | undefined;
  #tap: AudioTap | undefined;
  #isMuted = false;
  #isAnnouncing = false;
  #isLeaving = false;
  #isOver = false;
  #lastKey = '';

  constructor(options: ConferenceVisitOptions) {
    super();
    this.#options = options;
    const { call, order } = options;
    this.call = call;
    this.order = order;
    call.ended.addEventListener('abort', this.#ended, { once: true });
    call.on('digit', this.#digit);
    call.on('played', this.#played);
    call.takenBy({ userId: undefined, displayName: order.roomId, number: call.dialled });
    call.note('conference-joined', { room: order.roomId, as: order.isHost ? 'host' : 'guest' });
  }

  get name(): string {
    const { displayName, number } = this.call.caller;
    return displayName === '' ? number : displayName;
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** They hear others, or would. */
  get isIn(): boolean {
    return this.#seat !== undefined;
  }

  /** The room changed for them. */
  stand(standing: Standing): void {
    if (this.#isOver || this.#isLeaving || standing === this.#standing) return;
    const before = this.#standing;
    this.#standing = standing;
    if (standing !== 'waiting') this.#sitDown();
    const phrase =
      standing === 'waiting' ? 'conference-wait' : standing === 'alone' && before === undefined ? 'conference-first' : undefined;
    if (phrase) this.#say(phrase);
    else this.#listen();
  }

  tell(status: ConferenceStatus): void {
    if (this.#isOver) return;
    this.call.tellCaller({ activity: 'conference', details: { name: this.order.roomId }, conference: status });
  }

  /** Says why, then lets them go on in their plan. */
  sayAndLeave(phrase: Phrase): void {
    if (this.#isOver || this.#isLeaving) return;
    this.#isLeaving = true;
    this.#standUp();
    this.#say(phrase);
  }

  /** Leaves at once. Idempotent. */
  finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#standUp();
    this.call.ended.removeEventListener('abort', this.#ended);
    this.call.off('digit', this.#digit);
    this.call.off('played', this.#played);
    this.call.note('conference-left', { room: this.order.roomId });
    this.emit('over');
    this.removeAllListeners();
  }

  #sitDown(): void {
    if (this.#seat) return;
    const seat = this.#options.mix.join(this.name);
    this.#seat = seat;
    this.#tap = this.call.tap((rtp) => seat.say(rtp));
  }

  #standUp(): void {
    this.#tap?.close();
    this.#seat?.leave();
    this.#tap = undefined;
    this.#seat = undefined;
  }

  #listen(): void {
    if (this.#isAnnouncing || this.#isLeaving || this.#isOver) return;
    this.call.hear(this.#standing === 'in' ? this.#seat?.mouth : music);
  }

  #say(phrase: Phrase): void {
    this.#isAnnouncing = true;
    inBackground(this.#options.logger, 'an announcement of a conference', this.#announce(phrase));
  }

  async #announce(phrase: Phrase): Promise<void> {
    const { call, order, announcer } = this.#options;
    const clips = await announcer.clips(call.tenantId, [{ kind: 'phrase', phrase }], order.language);
    if (this.#isOver) return;
    if (clips.length > 0) call.hear({ kind: 'clips', clips, once: true });
    else this.#onPlayed();
  }

  #onPlayed(): void {
    if (!this.#isAnnouncing) return;
    this.#isAnnouncing = false;
    if (this.#isLeaving) this.finish();
    else this.#listen();
  }

  #onDigit(key: string): void {
    const keys = this.#lastKey + key;
    this.#lastKey = key;
    if (keys !== muteKeys || !this.#seat) return;
    this.#isMuted = !this.#isMuted;
    this.#seat.setMuted(this.#isMuted);
    this.#say(this.#isMuted ? 'conference-muted' : 'conference-unmuted');
    this.emit('changed');
  }
}
