import { EventEmitter } from 'node:events';
import { callTransitions } from '../../../protocol/telephony/call.ts';
import type { CallState, EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PathStep } from '../../../protocol/dialplan/run.ts';
import type { CallParty, CallSide, EndedBy, PersonParty } from '../history/call-record.ts';
import type { Attendance } from './attendance.ts';
import type { Bridge } from './bridge.ts';
import type { Instant } from './instant.ts';
import { instantNow } from './instant.ts';
import type { LegHolder } from './leg-holder.ts';

/** Each state carries only its own fields. The picture is in protocol/telephony/call.ts. */
export type CallPhase =
  | { readonly name: 'dialling' }
  | { readonly name: 'ringing'; readonly at: Instant }
  | { readonly name: 'attended'; readonly at: Instant; readonly attendance: Attendance }
  | { readonly name: 'connected'; readonly at: Instant; readonly bridge: Bridge }
  | { readonly name: 'ended'; readonly at: Instant; readonly cause: EndCause; readonly by: EndedBy };

export interface CallEvents {
  /** After every change of state. */
  changed: [phase: CallPhase];
  /** Something for the call's event log, e.g. `held`. */
  noted: [kind: string, data: Readonly<Record<string, string>>];
  /** Something that is no person took the call ([CA71]). */
  taken: [by: CallParty];
}

export interface CallOptions {
  readonly id: string;
  readonly caller: Subscriber;
  readonly callerParty: PersonParty;
  readonly pbxId: string;
  readonly dialled: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * One call: who, since when, in which state. It does nothing itself: setup, ringing, attendance, bridge and recorder work on
 * it and hear its `changed`.
 */
export class Call extends EventEmitter<CallEvents> {
  readonly id: string;
  readonly tenantId: string;
  readonly pbxId: string;
  readonly dialled: string;
  readonly caller: PersonParty;
  readonly startedAt: Instant;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #callee: CallParty | undefined;
  #via: CallParty | undefined;
  #path: readonly PathStep[] = [];
  #answeredAt: Instant | undefined;
  #phase: CallPhase = { name: 'dialling' };

  constructor(options: CallOptions) {
    super();
    this.id = options.id;
    this.tenantId = options.caller.tenantId;
    this.pbxId = options.pbxId;
    this.dialled = options.dialled;
    this.caller = options.callerParty;
    this.#clock = options.clock;
    this.#logger = options.logger.child({ call: options.id });
    this.startedAt = instantNow(options.clock);
  }

  get phase(): CallPhase {
    return this.#phase;
  }

  get callee(): CallParty | undefined {
    return this.#callee;
  }

  /** What the call went through to its callee: the dial plan that was dialled. */
  get via(): CallParty | undefined {
    return this.#via;
  }

  /** The caller's way through plans. */
  get path(): readonly PathStep[] {
    return this.#path;
  }

  /** Whoever holds the legs: the attendance or the bridge of an answered call. */
  get holder(): LegHolder | undefined {
    if (this.#phase.name === 'attended') return this.#phase.attendance;
    return this.#phase.name === 'connected' ? this.#phase.bridge : undefined;
  }

  get isOver(): boolean {
    return this.#phase.name === 'ended';
  }

  /** The route is known: whom this call is for. Said again, the call got to somebody else by way of the first. */
  addressTo(callee: CallParty): void {
    this.#via ??= this.#callee;
    this.#callee = callee;
  }

  /** A voicemail box or the like takes the call, which was answered before. */
  takenBy(party: CallParty): void {
    if (this.#phase.name !== 'attended') return;
    this.addressTo(party);
    this.emit('taken', party);
  }

  setPath(path: readonly PathStep[]): void {
    this.#path = path;
  }

  rings(): void {
    if (this.#phase.name === 'dialling') this.#move({ name: 'ringing', at: this.#now() });
  }

  attends(attendance: Attendance): void {
    this.#answeredAt = this.#now();
    this.#move({ name: 'attended', at: this.#answeredAt, attendance });
  }

  connects(bridge: Bridge): void {
    const at = this.#now();
    this.#answeredAt ??= at;
    this.#move({ name: 'connected', at, bridge });
  }

  /** Ends the call; whoever owns a part of it closes that part on `changed`. Idempotent: the first cause stays. */
  end(cause: EndCause, by: EndedBy): void {
    if (!this.isOver) this.#move({ name: 'ended', at: this.#now(), cause, by });
  }

  note(kind: string, data: Readonly<Record<string, string>> = {}): void {
    this.emit('noted', kind, data);
  }

  /** For how long this side's phone has been connected, in milliseconds; 0 before. The caller's is since whatever answered first. */
  elapsedMs(side: CallSide): number {
    const since = side === 'caller' ? this.#answeredAt : this.#phase.name === 'connected' ? this.#phase.at : undefined;
    return since && !this.isOver ? Math.round(this.#clock.monotonicMs() - since.monotonicMs) : 0;
  }

  #now(): Instant {
    return instantNow(this.#clock);
  }

  #move(next: CallPhase): void {
    const before: CallState = this.#phase.name;
    if (!callTransitions[before].includes(next.name)) throw new Error(`a call cannot go from ${before} to ${next.name}`);
    this.#phase = next;
    this.#logger.info({ from: before, to: next.name, ...(next.name === 'ended' ? { cause: next.cause, by: next.by } : {}) }, 'call state');
    this.emit('changed', next);
  }
}
