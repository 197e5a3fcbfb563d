import { EventEmitter } from 'node:events';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { RecordingStatus } from '../../../protocol/media/recordings.ts';
import type { CallActivity, PeerParty, PeerState } from '../../../protocol/telephony/peer-status.ts';
import type { Mouth } from '../../media/media-engine.ts';
import type { Dialog } from '../sip/dialog/user-agent.ts';
import type { CallSide, EndedBy } from '../history/call-record.ts';
import type { CallLeg } from './call-leg.ts';
import type { Conferring } from './conferring.ts';
import { earOf } from './ears.ts';
import type { LegHolder, LegHolderEvents, SideQualities } from './leg-holder.ts';
import type { LegSeat } from './leg-seat.ts';
import { notesOf } from './peer-news.ts';
import type { PeerNews } from './peer-news.ts';

export interface BridgeOptions {
  readonly caller: LegSeat;
  readonly callee: LegSeat;
  /** Whom the caller talks to, when it is not whom they dialled. */
  readonly callersPeer?: PeerParty;
}

const otherSide = { caller: 'callee', callee: 'caller' } as const satisfies Record<CallSide, CallSide>;
const sides: readonly CallSide[] = ['caller', 'callee'];

/** The legs of two people who talk, each hearing the other; owns both seats. */
export class Bridge extends EventEmitter<LegHolderEvents> implements LegHolder {
  readonly #seats: Readonly<Record<CallSide, LegSeat>>;
  readonly #states: Record<CallSide, PeerState> = { caller: 'connected', callee: 'connected' };
  readonly #callersPeer: PeerParty | undefined;
  #activity: CallActivity | undefined;
  /** What a side is to hear once before the other's voice. */
  readonly #announcements = new Map<CallSide, Mouth>();
  #recording: RecordingStatus | undefined;
  #conference: Conferring | undefined;
  /** Who left a conference in which the other side stays. */
  readonly #left = new Map<CallSide, Promise<LegQuality | undefined>>();
  #isClosed = false;

  constructor(options: BridgeOptions) {
    super();
    this.#seats = { caller: options.caller, callee: options.callee };
    this.#callersPeer = options.callersPeer;
    for (const side of sides) this.#wire(side);
    this.#settle();
  }

  get seats(): readonly LegSeat[] {
    return this.#here.map((side) => this.#seats[side]);
  }

  seat(side: CallSide): LegSeat {
    return this.#seats[side];
  }

  sideOf(dialog: Dialog): CallSide | undefined {
    return sides.find((side) => this.#seats[side].owns(dialog));
  }

  replace(side: CallSide, leg: CallLeg): void {
    this.#seats[side].replace(leg);
  }

  get isRecorded(): boolean {
    return this.#recording === 'on';
  }

  /** Tells both softphones whether the call is being recorded. */
  setRecording(status: RecordingStatus | undefined): void {
    this.#recording = status;
    this.#conference?.handleChange();
    this.#settle();
  }

  /** Both hear a conference instead of each other, or each other again. */
  confer(conference: Conferring | undefined): void {
    this.#conference = conference;
    this.#settle();
  }

  /** What the conference says has changed. */
  refresh(): void {
    this.#settle();
  }

  hasLeft(side: CallSide): boolean {
    return this.#left.has(side);
  }

  /** Lets both sides hear something once, instead of each other; who holds hears it afterwards. */
  announce(announcement: () => Mouth): void {
    for (const side of sides) this.#announcements.set(side, announcement());
    this.#settle();
  }

  async sample(): Promise<SideQualities> {
    const [caller, callee] = await Promise.all(sides.map(async (side) => (this.hasLeft(side) ? undefined : this.#seats[side].quality())));
    return { ...(caller ? { caller } : {}), ...(callee ? { callee } : {}) };
  }

  async close(cause: EndCause): Promise<SideQualities> {
    if (this.#isClosed) return {};
    this.#isClosed = true;
    this.removeAllListeners();
    const [caller, callee] = await Promise.all(sides.map((side) => this.#left.get(side) ?? this.#seats[side].close(cause)));
    return { ...(caller ? { caller } : {}), ...(callee ? { callee } : {}) };
  }

  /** Both pages show it: that the call is recorded. */
  tell(activity: CallActivity | undefined): void {
    this.#activity = activity;
    this.#settle();
  }

  #wire(side: CallSide): void {
    const seat = this.#seats[side];
    seat.on('changed', () => {
      this.#conference?.handleChange();
      this.#settle();
    });
    seat.on('replaced', () => {
      this.emit('noted', 'replaced', { side });
      seat.leg.outbox.tellAfresh(this.#newsFor(side));
      this.#settle();
    });
    seat.on('hungUp', () => this.#lose(side, 'completed', side));
    seat.on('died', (cause) => this.#lose(side, cause, 'server'));
    seat.on('played', (mouth) => {
      if (this.#announcements.get(side) !== mouth) return;
      this.#announcements.delete(side);
      this.#settle();
    });
    seat.on('moved', () => this.emit('noted', 'media-moved', { side }));
    seat.on('digit', (digit, via) => {
      // The key itself is not kept: it may be a PIN or a card number ([CA33]).
      this.emit('noted', 'dtmf', { side, via });
      if (!this.hasLeft(otherSide[side])) this.#leg(otherSide[side]).outbox.sendDigit(digit);
    });
    // What happened before anybody listened.
    if (seat.leg.isGone) queueMicrotask(() => this.emit('over', 'completed', side));
  }

  get #here(): readonly CallSide[] {
    return sides.filter((side) => !this.#left.has(side));
  }

  /** A side is gone: the call is over, unless it is in a conference that goes on. */
  #lose(side: CallSide, cause: EndCause, by: EndedBy): void {
    if (!this.#conference?.goesOnWithout(side) || this.#left.size > 0) {
      this.emit('over', cause, by);
      return;
    }
    this.#left.set(side, this.#seats[side].close(cause));
    this.emit('noted', 'left', { side });
    this.emit('left', side);
    this.#conference.handleChange();
  }

  #leg(side: CallSide): CallLeg {
    return this.#seats[side].leg;
  }

  /** Plugs both ears, tells both sides how the other is, and notes what changed. */
  #settle(): void {
    if (this.#isClosed) return;
    for (const side of this.#here) this.#note(side, this.#leg(side).peerState);
    for (const side of this.#here) {
      const leg = this.#leg(side);
      const usual = this.#conference ? this.#conference.earOf(side) : earOf(listenerOf(leg), listenerOf(this.#leg(otherSide[side])));
      leg.hear(leg.isHolding ? undefined : (this.#announcements.get(side) ?? usual));
      leg.outbox.tell(this.#newsFor(side));
    }
  }

  #newsFor(side: CallSide): PeerNews {
    const conference = this.#conference?.status;
    return {
      // In a conference others talk on when one of them holds.
      peer: conference ? 'connected' : this.#leg(otherSide[side]).peerState,
      ...(conference ? { conference } : {}),
      ...(side === 'caller' && this.#callersPeer ? { party: this.#callersPeer } : {}),
      ...(this.#activity ? { activity: this.#activity } : {}),
      ...(this.#recording ? { recording: this.#recording } : {}),
    };
  }

  #note(side: CallSide, next: PeerState): void {
    for (const kind of notesOf(this.#states[side], next)) this.emit('noted', kind, { side });
    this.#states[side] = next;
  }
}

function listenerOf(leg: CallLeg): { isHolding: boolean; isSilent: boolean; mouth: CallLeg['media']['mouth'] } {
  return { isHolding: leg.isHolding, isSilent: leg.isSilent, mouth: leg.media.mouth };
}
