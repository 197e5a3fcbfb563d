import { EventEmitter } from 'node:events';
import type { PathStep } from '../../../protocol/dialplan/run.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { ConferenceStatus } from '../../../protocol/telephony/conference.ts';
import type { CallActivity } from '../../../protocol/telephony/peer-status.ts';
import type { AudioTap, MediaLeg, Mouth } from '../../media/media-engine.ts';
import { atMost } from '../../platform/wait.ts';
import type { CallParty } from '../history/call-record.ts';
import type { AttendedCall, AttendedCallEvents, Attendant, CallerStatus, RingAttempt, RingRequest } from './attended-call.ts';
import { Attendance } from './attendance.ts';
import { joinCall, startRowMs } from './call-join.ts';
import type { JoinParts } from './call-join.ts';
import type { CallPhase } from './call.ts';
import { LaterTap } from './later-tap.ts';
import { LegSeat } from './leg-seat.ts';
import { LiveRing } from './live-ring.ts';
import type { RingPeople } from './ring-people.ts';

export interface LiveAttendedCallOptions extends JoinParts {
  /** Whom the caller dialled: the plan. */
  readonly callee: CallParty;
  readonly makeRing: (request: RingRequest) => RingPeople;
}

/** The real `AttendedCall`: what an attendant may do with one call, carried out by the parts that the call is made of. */
export class LiveAttendedCall extends EventEmitter<AttendedCallEvents> implements AttendedCall {
  readonly #options: LiveAttendedCallOptions;
  readonly #ended = new AbortController();
  /** Resolved when the caller can hear, when somebody talks to them, or when the call is over. */
  readonly #up = Promise.withResolvers<void>();
  readonly #taps = new Set<LaterTap>();
  #answering: Promise<void> | undefined;
  #attempt: LiveRing | undefined;
  #mouth: Mouth | undefined;
  #activity: CallActivity = { kind: 'plan' };
  #conference: ConferenceStatus | undefined;

  constructor(options: LiveAttendedCallOptions) {
    super();
    this.#options = options;
    options.call.on('changed', (phase) => this.#onChanged(phase));
  }

  get id(): string {
    return this.#options.call.id;
  }

  get tenantId(): string {
    return this.#options.call.tenantId;
  }

  get pbxId(): string {
    return this.#options.call.pbxId;
  }

  get dialled(): string {
    return this.#options.call.dialled;
  }

  get caller(): CallParty {
    return this.#options.call.caller;
  }

  get isAnswered(): boolean {
    return this.#options.call.holder !== undefined;
  }

  get isConnected(): boolean {
    return this.#options.call.phase.name === 'connected';
  }

  get talksTo(): CallParty | undefined {
    return this.isConnected ? this.#options.call.callee : undefined;
  }

  get codec(): MediaLeg['codec'] {
    const { call, caller } = this.#options;
    return (call.holder?.seat('caller')?.leg.media ?? caller.media)?.codec ?? 'opus';
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Lets the attendant take care of the caller; when it stops doing so, nobody would ([CA70]). */
  async run(attend: Attendant): Promise<void> {
    const { call, logger } = this.#options;
    try {
      await attend(this);
    } catch (error) {
      logger.error({ err: error, call: call.id }, 'an attendant failed');
    }
    if (!call.isOver && call.phase.name !== 'connected') call.end('failed', 'server');
  }

  async answer(): Promise<void> {
    this.ended.throwIfAborted();
    this.#answering ??= this.#answer();
    await this.#answering;
    await this.#up.promise;
    this.ended.throwIfAborted();
  }

  hear(mouth: Mouth | undefined): void {
    this.#mouth = mouth;
    this.#attendance?.hear(mouth);
  }

  ring(request: RingRequest): RingAttempt {
    const { makeRing, logger } = this.#options;
    this.#attempt?.stop();
    const join = joinCall.bind(undefined, this.#options);
    this.#attempt = new LiveRing({ ring: makeRing(request), join, logger });
    if (this.ended.aborted || this.isConnected) this.#attempt.stop();
    return this.#attempt;
  }

  tap(onPacket: (rtp: Buffer) => void): AudioTap {
    const tap = new LaterTap(onPacket, () => this.#taps.delete(tap));
    const seat = this.#options.call.holder?.seat('caller');
    if (seat) tap.attach(seat);
    else if (!this.ended.aborted) this.#taps.add(tap);
    return tap;
  }

  takenBy(party: CallParty): void {
    // A box is no person, whoever owns it: its owner missed the call ([CA71]).
    this.#options.call.takenBy({ ...party, userId: undefined });
  }

  setPath(path: readonly PathStep[]): void {
    this.#options.call.setPath(path);
  }

  note(kind: string, data: Readonly<Record<string, string>> = {}): void {
    this.#options.call.note(kind, data);
  }

  tellCaller({ activity, details, conference }: CallerStatus): void {
    this.#activity = { kind: activity, ...(details?.['name'] === undefined ? {} : { name: details['name'] }) };
    this.#conference = conference;
    this.#attendance?.tell(this.#activity, conference);
    this.#tellBoth();
  }

  end(cause: EndCause): void {
    this.#options.call.end(cause, 'server');
  }

  get #attendance(): Attendance | undefined {
    const { phase } = this.#options.call;
    return phase.name === 'attended' ? phase.attendance : undefined;
  }

  /** Sends the 200, unless somebody's answer to a ring does it first. */
  async #answer(): Promise<void> {
    const { call, caller, isStartOnDisk, clock, logger } = this.#options;
    if (call.holder) return;
    try {
      await atMost(clock, startRowMs, isStartOnDisk, false);
      const isReady = (await caller.ready()) !== undefined;
      if (call.holder || call.isOver) return;
      if (!isReady) return call.end('media-failed', 'server');
      const seat = new LegSeat({ callId: call.id, leg: caller.accept(), logger });
      const { displayName, number } = this.#options.callee;
      const shown = { party: { displayName, number }, activity: this.#activity };
      const attendance = new Attendance({ seat, ...shown, mouth: this.#mouth, clock });
      if (this.#conference) attendance.tell(this.#activity, this.#conference);
      call.attends(attendance);
    } catch (error) {
      logger.error({ err: error, call: call.id }, 'a caller could not be answered');
      call.end('failed', 'server');
    }
  }

  #onChanged(phase: CallPhase): void {
    if (phase.name === 'attended') this.#follow(phase.attendance);
    if (phase.name === 'connected') {
      this.#up.resolve();
      this.#tellBoth();
      // Only an attempt that came after the one whose answer this is still rings.
      this.#attempt?.stop();
    }
    const seat = this.#options.call.holder?.seat('caller');
    if (seat) for (const tap of this.#taps) tap.attach(seat);
    if (seat) this.#taps.clear();
    if (phase.name === 'ended') this.#finish(phase.cause);
  }

  /** While two people talk, the one thing that is still to be told is that they are recorded. */
  #tellBoth(): void {
    const { phase } = this.#options.call;
    if (phase.name === 'connected') phase.bridge.tell(this.#activity.kind === 'recording' ? this.#activity : undefined);
  }

  #follow({ caller, isUp }: Attendance): void {
    caller.on('digit', (key) => this.emit('digit', key));
    caller.on('played', () => {
      this.#mouth = undefined;
      this.emit('played');
    });
    caller.on('resumed', () => this.emit('resumed'));
    caller.on('presence', (state) => this.emit('presence', state));
    caller.on('up', () => this.#up.resolve());
    if (isUp) this.#up.resolve();
  }

  #finish(cause: EndCause): void {
    this.#attempt?.stop(cause === 'cancelled' ? 'SIP;cause=487;text="Cancelled"' : '');
    this.#taps.clear();
    this.#ended.abort(cause);
    this.#up.resolve();
    this.removeAllListeners();
  }
}
