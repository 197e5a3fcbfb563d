import { EventEmitter } from 'node:events';
import { mayCallForHelp } from '../../../protocol/telephony/emergency-numbers.ts';
import { numberIn, type Subscriber, type Subscribers } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Binding, Invitation, UserAgentListener } from '../sip/dialog/user-agent.ts';
import { maxCallsPerPerson } from './admission.ts';
import type { PersonRing } from './attended-call.ts';
import { inBackground } from './background.ts';
import { CallLife } from './call-life.ts';
import type { LifeDependencies } from './call-life.ts';
import { CallRegistry } from './call-registry.ts';
import type { CallSide } from '../history/call-record.ts';
import { CallSampler } from './call-sampler.ts';
import { CallTakeover } from './call-takeover.ts';
import type { Origination } from './call-origination.ts';
import type { Call, CallPhase } from './call.ts';
import { finalResponse } from './final-responses.ts';
import type { FinalResponse } from './final-responses.ts';
import { hopsOf, maxHops } from './hops.ts';
import type { Revoked } from './revoked.ts';
import { delay } from '../../platform/wait.ts';

export interface CallsOptions extends Omit<LifeDependencies, 'registry' | 'subscribers'> {
  readonly subscribers: Pick<Subscribers, 'byUser' | 'settings'>;
}

/** How long ended calls may take to hand over their last figures. */
const finishMs = 2_000;

export interface CallsEvents {
  /** A person's calls changed: one began, was answered or ended. */
  personChanged: [tenantId: string, userId: string];
  /** A call is in another state. */
  callChanged: [call: Call];
  /** The last call handed over its last row. */
  idle: [];
}

/** All calls of this node: takes invitations and gives each to a `CallLife`. */
export class Calls extends EventEmitter<CallsEvents> implements UserAgentListener {
  readonly #options: CallsOptions;
  readonly #registry = new CallRegistry();
  /** By call id, until the last row is written. */
  readonly #lives = new Map<string, CallLife>();
  readonly #takeover: CallTakeover;
  readonly #sampler: CallSampler;
  #isDraining = false;

  constructor(options: CallsOptions) {
    super();
    this.#options = options;
    const { media, clock, logger } = options;
    this.#takeover = new CallTakeover({ registry: this.#registry, media, clock, logger });
    this.#sampler = new CallSampler(clock, logger);
  }

  /** Calls that have not ended. */
  get inProgress(): number {
    return this.#registry.size;
  }

  /** Whether a person talks or calls somebody. A phone that only rings is not in a call yet. */
  isInCall(tenantId: string, userId: string): boolean {
    return this.#registry
      .ofPerson(tenantId, userId)
      .some((call) => call.phase.name === 'connected' || (call.caller.userId === userId && this.#lives.get(call.id)?.isCallerIn));
  }

  /** A call that has not ended. */
  find(tenantId: string, callId: string): Call | undefined {
    const call = this.#lives.get(callId)?.call;
    return call && !call.isOver && call.tenantId === tenantId ? call : undefined;
  }

  onInvitation(invitation: Invitation): void {
    const { replaces } = invitation;
    const work = replaces ? this.#takeover.handle(invitation, replaces) : this.#begin(invitation);
    inBackground(this.#options.logger, 'an invitation', work);
  }

  /** Devices that register while their person is called ring too ([CA12]). */
  handleBindings(tenantId: string, userId: string, bindings: readonly Binding[]): void {
    for (const call of this.#registry.ofPerson(tenantId, userId)) {
      for (const binding of bindings) this.#lives.get(call.id)?.ringToo(binding);
    }
  }

  /**
   * Begins a call: rings a person, and gives who answers into an attendant's hands ([CA75]). Resolves to how ringing them went; the
   * call goes on after `answered`. Never rejects.
   */
  async originate(origination: Origination): Promise<PersonRing> {
    if (this.#isDraining) return 'failed';
    const id = newId(this.#options.clock.now());
    const { life, outcome } = CallLife.originated({ ...this.#options, registry: this.#registry }, id, origination);
    this.#adopt(life);
    inBackground(this.#options.logger, 'a call of our own', life.run());
    return outcome;
  }

  /** Takes phones out of all calls that may no longer be in any ([CA19]). Says how many calls ended. */
  endOf(revoked: Revoked): number {
    const before = this.inProgress;
    for (const life of this.#lives.values()) life.revoke(revoked);
    return before - this.inProgress;
  }

  /** Refuses new calls, waits up to `ms` for those in progress, then ends them; resolves when every last row is handed over. */
  async drain(ms: number): Promise<void> {
    this.#isDraining = true;
    await this.#untilIdle(ms);
    for (const call of this.#registry.all()) call.end('server-stopped', 'server');
    await this.#untilIdle(finishMs);
    this.#sampler.close();
  }

  async #begin(invitation: Invitation): Promise<void> {
    const { tenantId, userId } = invitation.principal;
    const id = newId(this.#options.clock.now());
    const early = this.#refusal(invitation, id);
    const isForHelp = early !== undefined && (await this.#callsForHelp(invitation));
    if (early && !isForHelp) return refuse(invitation, early);
    const caller = await this.#callerOf(tenantId, userId);
    if (invitation.cancelled.aborted) return;
    if (caller === 'unknowable') return refuse(invitation, finalResponse('failed', id, 503));
    if (!caller || caller.isDisabled) return refuse(invitation, finalResponse('not-allowed', id));
    // Others may have begun, or the server may be stopping, while the caller was looked up.
    const late = this.#refusal(invitation, id);
    if (late && !isForHelp && !(await this.#callsForHelp(invitation))) return refuse(invitation, late);
    const life = CallLife.incoming({ ...this.#options, registry: this.#registry }, { id, invitation, caller });
    this.#adopt(life);
    await life.run();
  }

  /** No limit of ours stands between a person and help (EM3). */
  async #callsForHelp({ principal, request }: Invitation): Promise<boolean> {
    const dialled = request.uri.user ?? request.uri.opaque ?? '';
    if (!mayCallForHelp(numberIn(dialled) ?? '')) return false;
    return (await this.#options.routing.callsForHelp?.({ ...principal, dialled })) ?? false;
  }

  async #callerOf(tenantId: string, userId: string): Promise<Subscriber | 'unknowable' | undefined> {
    try {
      return await this.#options.subscribers.byUser(tenantId, userId);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'who calls cannot be looked up');
      return 'unknowable';
    }
  }

  #adopt(life: CallLife): void {
    const { call } = life;
    this.#registry.add(call);
    this.#lives.set(call.id, life);
    life.on('changed', (phase) => this.#onChanged(life, phase));
    life.on('left', (side) => this.#onLeft(life, side));
    life.on('finished', () => {
      this.#lives.delete(call.id);
      if (this.#lives.size === 0) this.emit('idle');
    });
    this.#options.metrics.callStarted();
    this.#tell(life);
  }

  /** What is refused before anything is made of it. */
  #refusal({ principal, request }: Invitation, id: string): FinalResponse | undefined {
    if (this.#isDraining) return finalResponse('server-stopped', id);
    // RFC 3261 §21.4.21: "The server received a request that contains a Max-Forwards … with the value zero"; ours counts calls.
    if (hopsOf(request.headers) >= maxHops) return finalResponse('failed', id, 483);
    const own = this.#registry.ofPerson(principal.tenantId, principal.userId).length;
    return own >= maxCallsPerPerson ? finalResponse('not-allowed', id) : undefined;
  }

  #onChanged(life: CallLife, phase: CallPhase): void {
    if (phase.name === 'attended' || phase.name === 'connected') this.#sampler.add(life);
    if (phase.name === 'ended') {
      this.#sampler.remove(life);
      this.#registry.remove(life.call);
      this.#options.metrics.callEnded(phase.cause);
    }
    this.#tell(life);
    this.emit('callChanged', life.call);
  }

  /** Who left a conference is in that call no more, although it goes on. */
  #onLeft({ call }: CallLife, side: CallSide): void {
    const userId = side === 'caller' ? call.caller.userId : call.callee?.userId;
    if (userId === undefined) return;
    this.#registry.leave(call, userId);
    this.emit('personChanged', call.tenantId, userId);
  }

  #tell({ call }: CallLife): void {
    this.emit('personChanged', call.tenantId, call.caller.userId);
    if (call.callee?.userId !== undefined) this.emit('personChanged', call.tenantId, call.callee.userId);
  }

  async #untilIdle(ms: number): Promise<void> {
    if (this.#lives.size === 0) return;
    const idle = new AbortController();
    const onIdle = (): void => idle.abort('idle');
    this.once('idle', onIdle);
    await delay(this.#options.clock, ms, idle.signal);
    this.off('idle', onIdle);
  }
}

function refuse(invitation: Invitation, { status, reason, extras }: FinalResponse): void {
  invitation.reject(status, reason, extras);
}
