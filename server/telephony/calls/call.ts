import { EventEmitter } from 'node:events';
import { callTransitions } from '../../../protocol/telephony/call.ts';
import type { CallState, EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { CallParty, EndedBy, PersonParty } from '../history/call-record.ts';
import type { Bridge } from './bridge.ts';
import type { Instant } from './instant.ts';
import { instantNow } from './instant.ts';

/** Each state carries only its own fields. The picture is in protocol/telephony/call.ts. */
export type CallPhase =
  | { readonly name: 'dialling' }
  | { readonly name: 'ringing'; readonly at: Instant }
  | { readonly name: 'connected'; readonly at: Instant; readonly bridge: Bridge }
  | { readonly name: 'ended'; readonly at: Instant; readonly cause: EndCause; readonly by: EndedBy };

export interface CallEvents {
  /** After every change of state. */
  changed: [phase: CallPhase];
  /** Something for the call's event log, e.g. `held`. */
  noted: [kind: string, data: Readonly<Record<string, string>>];
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
 * One call between two people: who, since when, in which state. It does nothing itself: setup, ringing, bridge and
 * recorder work on it and hear its `changed`.
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

  get isOver(): boolean {
    return this.#phase.name === 'ended';
  }

  /** The route is known: whom this call is for. */
  addressTo(callee: CallParty): void {
    this.#callee = callee;
  }

  rings(): void {
    if (this.#phase.name === 'dialling') this.#move({ name: 'ringing', at: this.#now() });
  }

  connects(bridge: Bridge): void {
    this.#move({ name: 'connected', at: this.#now(), bridge });
  }

  /** Ends the call; whoever owns a part of it closes that part on `changed`. Idempotent: the first cause stays. */
  end(cause: EndCause, by: EndedBy): void {
    if (!this.isOver) this.#move({ name: 'ended', at: this.#now(), cause, by });
  }

  note(kind: string, data: Readonly<Record<string, string>> = {}): void {
    this.emit('noted', kind, data);
  }

  /** How long people have talked, in milliseconds; 0 before the answer. */
  get elapsedMs(): number {
    return this.#phase.name === 'connected' ? Math.round(this.#clock.monotonicMs() - this.#phase.at.monotonicMs) : 0;
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
