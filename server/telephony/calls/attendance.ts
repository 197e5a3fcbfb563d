import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { ConferenceStatus } from '../../../protocol/telephony/conference.ts';
import type { CallActivity, PeerParty, PeerState } from '../../../protocol/telephony/peer-status.ts';
import type { AudioTap, Mouth } from '../../media/media-engine.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Dialog } from '../sip/dialog/user-agent.ts';
import type { CallSide } from '../history/call-record.ts';
import type { CallLeg } from './call-leg.ts';
import type { LegHolder, LegHolderEvents, SideQualities } from './leg-holder.ts';
import type { LegSeat } from './leg-seat.ts';
import { isSameMouth, lengthOf } from './mouths.ts';
import { notesOf, presenceOf } from './peer-news.ts';
import type { PeerNews } from './peer-news.ts';

export interface CallerEvents {
  digit: [key: string];
  played: [];
  resumed: [];
  presence: [state: 'here' | 'away' | 'holding'];
  /** The caller's media flows. */
  up: [];
}

export interface AttendanceOptions {
  readonly seat: LegSeat;
  /** Whom the caller's softphone shows. */
  readonly party: PeerParty;
  readonly activity: CallActivity;
  readonly mouth: Mouth | undefined;
  readonly clock: Clock;
}

/** Keys that callers use; A to D are only on military telephones. */
const callerKeys = /^[0-9*#]$/;

/** A caller alone with an announcement, music or a voicemail box: owns their seat until the call ends or a bridge takes it over. */
export class Attendance extends EventEmitter<LegHolderEvents> implements LegHolder {
  /** What the caller does and hears. */
  readonly caller = new EventEmitter<CallerEvents>();
  readonly #options: AttendanceOptions;
  readonly #seat: LegSeat;
  #mouth: Mouth | undefined;
  /** When, on the monotonic clock, the mouth is through that is heard once. */
  #endsAtMs: number | undefined;
  /** Nobody plays to a caller who holds: the time of what they would hear goes on by this. */
  #unheard: Timer | undefined;
  #activity: CallActivity;
  #conference: ConferenceStatus | undefined;
  #state: PeerState = 'connected';
  #presence: 'here' | 'away' | 'holding' = 'here';
  #isOver = false;

  constructor(options: AttendanceOptions) {
    super();
    this.#options = options;
    this.#seat = options.seat;
    this.#activity = options.activity;
    this.#wire();
    this.hear(options.mouth);
    this.#settle();
  }

  get seats(): readonly LegSeat[] {
    return [this.#seat];
  }

  seat(side: CallSide): LegSeat | undefined {
    return side === 'caller' ? this.#seat : undefined;
  }

  sideOf(dialog: Dialog): CallSide | undefined {
    return this.#seat.owns(dialog) ? 'caller' : undefined;
  }

  replace(side: CallSide, leg: CallLeg): void {
    if (side === 'caller') this.#seat.replace(leg);
  }

  get isUp(): boolean {
    return this.#seat.leg.isUp;
  }

  /** Plugs the caller's ear; silence after what is heard once. */
  hear(mouth: Mouth | undefined): void {
    if (this.#isOver || isSameMouth(this.#mouth, mouth)) return;
    this.#mouth = mouth;
    const lengthMs = lengthOf(mouth);
    this.#endsAtMs = lengthMs === undefined ? undefined : this.#options.clock.monotonicMs() + lengthMs;
    this.#listen();
  }

  /** `conference`: who else is in the room that the caller is in. */
  tell(activity: CallActivity, conference?: ConferenceStatus): void {
    this.#activity = activity;
    this.#conference = conference;
    this.#settle();
  }

  tap(onPacket: (rtp: Buffer) => void): AudioTap {
    return this.#seat.tap(onPacket);
  }

  /** Gives the seat away, with everything that it is: somebody answered. */
  release(): LegSeat {
    this.#finish();
    this.#seat.removeAllListeners();
    return this.#seat;
  }

  async sample(): Promise<SideQualities> {
    return callers(await this.#seat.quality());
  }

  async close(cause: EndCause): Promise<SideQualities> {
    if (this.#isOver) return {};
    this.#finish();
    return callers(await this.#seat.close(cause));
  }

  #finish(): void {
    this.#isOver = true;
    this.#unheard?.stop();
    this.removeAllListeners();
    this.caller.removeAllListeners();
  }

  #wire(): void {
    const seat = this.#seat;
    seat.on('changed', () => this.#settle());
    seat.on('replaced', () => {
      this.emit('noted', 'replaced', { side: 'caller' });
      seat.leg.outbox.tellAfresh(this.#news());
      this.#settle();
      this.caller.emit('resumed');
    });
    seat.on('hungUp', () => this.emit('over', 'completed', 'caller'));
    seat.on('died', (cause) => this.emit('over', cause, 'server'));
    seat.on('moved', () => this.emit('noted', 'media-moved', { side: 'caller' }));
    seat.on('played', () => this.#played());
    seat.on('digit', ({ key }, via) => {
      // The key itself is not kept ([CA33]).
      this.emit('noted', 'dtmf', { side: 'caller', via });
      if (callerKeys.test(key)) this.caller.emit('digit', key);
    });
  }

  /** Brings the ear and what the page was told into line, and notes what changed. */
  #settle(): void {
    if (this.#isOver) return;
    const { leg } = this.#seat;
    for (const kind of notesOf(this.#state, leg.peerState)) this.emit('noted', kind, { side: 'caller' });
    this.#state = leg.peerState;
    this.#listen();
    leg.outbox.tell(this.#news());
    const presence = presenceOf(leg);
    if (presence !== this.#presence) {
      this.#presence = presence;
      this.caller.emit('presence', presence);
    }
    if (leg.isUp) this.caller.emit('up');
  }

  #listen(): void {
    const { leg } = this.#seat;
    this.#unheard?.stop();
    leg.hear(leg.isHolding ? undefined : this.#mouth);
    if (!leg.isHolding || this.#endsAtMs === undefined) return;
    const { clock } = this.#options;
    this.#unheard = clock.after(Math.max(0, this.#endsAtMs - clock.monotonicMs()), () => this.#played());
  }

  #played(): void {
    this.#mouth = undefined;
    this.#endsAtMs = undefined;
    this.#unheard?.stop();
    this.caller.emit('played');
  }

  #news(): PeerNews {
    const conference = this.#conference ? { conference: this.#conference } : {};
    return { peer: 'connected', party: this.#options.party, activity: this.#activity, ...conference };
  }
}

function callers(caller: SideQualities['caller']): SideQualities {
  return caller ? { caller } : {};
}
