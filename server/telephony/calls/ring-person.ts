import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { PersonParty } from '../history/call-record.ts';
import type { Binding, UserAgent } from '../sip/dialog/user-agent.ts';
import type { CallRegistry } from './call-registry.ts';
import { admitCallee } from './callee-admission.ts';
import { isRevoked } from './revoked.ts';
import type { Revoked } from './revoked.ts';
import { ringCallee } from './ring-callee.ts';
import type { RingCalleeNeeds, RingCalleeOptions } from './ring-callee.ts';
import type { DeviceAnswer } from './ringing-device.ts';
import type { Ringing } from './ringing.ts';

export interface RingPersonNeeds extends RingCalleeNeeds {
  readonly userAgent: Pick<UserAgent, 'invite' | 'registrar'>;
  readonly subscribers: Pick<Subscribers, 'settings'>;
  readonly registry: CallRegistry;
}

export interface RingPersonOptions extends Omit<RingCalleeOptions, 'callee' | 'noAnswerMs'> {
  readonly person: Subscriber;
  readonly party: PersonParty;
  /** The flow that the INVITE came over; undefined for a call that the server begins. */
  readonly callerFlowId: string | undefined;
  readonly ignoresDoNotDisturb: boolean;
  /** The person's own wish, when absent. */
  readonly noAnswerMs?: number;
}

export interface RingPersonEvents {
  ringing: [];
  answered: [answer: DeviceAnswer];
  failed: [cause: EndCause];
}

/**
 * One person who is rung on all their devices:
 *
 *   asked ──► admitted ──► ringing ──► over
 *     └───────────┴────────────────────►
 */
type PersonState =
  | { readonly name: 'asked' }
  | { readonly name: 'admitted'; readonly bindings: readonly Binding[]; readonly noAnswerMs: number }
  | { readonly name: 'ringing'; readonly ringing: Ringing }
  | { readonly name: 'over' };

export class RingPerson extends EventEmitter<RingPersonEvents> {
  readonly options: RingPersonOptions;
  readonly #needs: RingPersonNeeds;
  #state: PersonState = { name: 'asked' };
  #calledAtMs: number | undefined;

  constructor(needs: RingPersonNeeds, options: RingPersonOptions) {
    super();
    this.#needs = needs;
    this.options = options;
  }

  get userId(): string {
    return this.options.party.userId;
  }

  get isOver(): boolean {
    return this.#state.name === 'over';
  }

  /** When their phones were called, in milliseconds since the Unix epoch; undefined when they were not. */
  get calledAtMs(): number | undefined {
    return this.#calledAtMs;
  }

  /** Decides whether their phones ring ([CA04]-[CA08]); tells `failed` when they do not. */
  async admit(): Promise<void> {
    const { call, person: callee, callerFlowId, ignoresDoNotDisturb } = this.options;
    // Another tenant's people do not exist, whoever names them.
    if (callee.tenantId !== call.tenantId || callee.isDisabled) return this.#fail('unreachable');
    const admission = await admitCallee(this.#needs, call, { callee, callerFlowId, ignoresDoNotDisturb });
    if (this.isOver) return;
    if (admission.kind === 'refuse') return this.#fail(admission.cause);
    this.#needs.registry.addPerson(call, this.userId);
    const noAnswerMs = this.options.noAnswerMs ?? admission.noAnswerMs;
    this.#state = { name: 'admitted', bindings: admission.bindings, noAnswerMs };
  }

  start(): void {
    if (this.#state.name !== 'admitted') return;
    const { bindings, noAnswerMs } = this.#state;
    const ringing = ringCallee(this.#needs, { ...this.options, callee: this.options.party, noAnswerMs });
    this.#state = { name: 'ringing', ringing };
    this.#calledAtMs = this.#needs.clock.now();
    ringing.on('ringing', () => this.emit('ringing'));
    ringing.on('answered', (answer) => {
      this.#state = { name: 'over' };
      this.emit('answered', answer);
    });
    ringing.on('failed', (cause) => this.#fail(cause));
    for (const binding of bindings) ringing.ring(binding);
  }

  /** A device of theirs registered while the others ring. */
  ringToo(binding: Binding): void {
    // One's own number rings the devices that there were ([CA07]).
    const { call, callerFlowId } = this.options;
    if (this.userId === call.caller.userId && callerFlowId !== undefined) return;
    if (this.#state.name === 'ringing') this.#state.ringing.ring(binding);
  }

  /** Phones that may no longer be in calls stop ringing; a person who may not is not rung at all. */
  revoke(revoked: Revoked): void {
    if ('userId' in revoked && revoked.userId === this.userId) {
      const wasOver = this.isOver;
      if (this.#state.name === 'ringing') this.#state.ringing.stop('');
      if (!wasOver) this.#fail('unreachable');
    } else if (this.#state.name === 'ringing') this.#state.ringing.revoke(revoked);
    else if (this.#state.name === 'admitted') {
      this.#state = { ...this.#state, bindings: this.#state.bindings.filter((binding) => !isRevoked(binding, revoked)) };
    }
  }

  /** Stops ringing with a Reason (RFC 3326); nothing is told any more. Idempotent. */
  stop(reason: string): void {
    this.removeAllListeners();
    if (this.#state.name === 'ringing') this.#state.ringing.stop(reason);
    if (!this.isOver) this.#leave();
  }

  /** They answered, but could not be connected: the call is none of theirs. */
  dismiss(): void {
    this.#needs.registry.removePerson(this.options.call, this.userId);
  }

  #fail(cause: EndCause): void {
    this.#leave();
    this.emit('failed', cause);
  }

  #leave(): void {
    this.#state = { name: 'over' };
    this.#needs.registry.removePerson(this.options.call, this.userId);
  }
}
