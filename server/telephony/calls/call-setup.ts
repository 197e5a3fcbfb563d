import type { EndCause } from '../../../protocol/telephony/call.ts';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { atMost } from '../../platform/wait.ts';
import type { Binding, Invitation, UserAgent } from '../sip/dialog/user-agent.ts';
import { inBackground } from './background.ts';
import { Bridge } from './bridge.ts';
import { CallLeg } from './call-leg.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { CallRegistry } from './call-registry.ts';
import type { CallRouting, Route } from './call-routing.ts';
import type { Call, CallPhase } from './call.ts';
import { admitCallee } from './callee-admission.ts';
import { openCallerMedia } from './caller-media.ts';
import { partyIn } from './caller-identity.ts';
import { dialledBy, hostOf, originOf } from './dialled.ts';
import { causeHeaders, finalResponse, mediaFailureOf } from './final-responses.ts';
import type { CallMetrics } from './metrics.ts';
import type { Revoked } from './revoked.ts';
import { ringCallee } from './ring-callee.ts';
import type { DeviceAnswer } from './ringing-device.ts';
import type { Ringing } from './ringing.ts';

/** How long the 200 waits for the call's first row to be on disk; a slow database does not keep people from talking. */
const startRowMs = 250;

export interface SetupDependencies {
  readonly userAgent: Pick<UserAgent, 'invite' | 'registrar'>;
  readonly media: MediaEngine;
  readonly subscribers: Pick<Subscribers, 'settings'>;
  readonly routing: CallRouting;
  readonly registry: CallRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CallMetrics;
}

export interface SetupOptions {
  readonly call: Call;
  readonly caller: Subscriber;
  readonly invitation: Invitation;
  readonly recorder: CallRecorder;
  /** How often this call was passed on before it came to us. */
  readonly hops: number;
}

interface Admitted {
  readonly bindings: readonly Binding[];
  readonly noAnswerMs: number;
}

/** Brings a call from its INVITE to the answer, or to the reason why there is none. */
export class CallSetup {
  readonly #needs: SetupDependencies;
  readonly #options: SetupOptions;
  readonly #cancelled = (): void => this.#options.call.end('cancelled', 'caller');
  #callerMedia: MediaLeg | undefined;
  #ringing: Ringing | undefined;
  #isStartOnDisk: Promise<boolean> = Promise.resolve(false);
  /** The media worker died before the answer: every device was offered what is gone now. */
  readonly #lost = (): void => this.#options.call.end('media-failed', 'server');
  /** The final response where it is finer than the cause. */
  #status: number | undefined;

  constructor(needs: SetupDependencies, options: SetupOptions) {
    this.#needs = needs;
    this.#options = options;
    const { call, invitation } = options;
    call.on('changed', (phase) => this.#onChanged(phase));
    invitation.cancelled.addEventListener('abort', this.#cancelled, { once: true });
  }

  async run(): Promise<void> {
    const { call } = this.#options;
    const route = await this.#route();
    if (call.isOver) return;
    if (route.kind === 'nowhere') return call.end(route.cause ?? 'not-found', 'server');
    call.addressTo({ ...partyIn(call.pbxId, route.person), number: route.number });
    this.#isStartOnDisk = this.#options.recorder.start();
    const admitted = await this.#admit(route.person);
    if (!admitted) return;
    const like = await this.#openCallerMedia();
    if (like) this.#ring(admitted, like);
  }

  /** A device of the callee registered while the others ring. */
  ringToo(binding: Binding): void {
    this.#ringing?.ring(binding);
  }

  /** Phones of the callee that may no longer be in calls stop ringing. */
  revoke(revoked: Revoked): void {
    this.#ringing?.revoke(revoked);
  }

  /** Ends the call with a final response that is finer than the cause. */
  refuse(cause: EndCause, status: number): void {
    this.#status = status;
    this.#options.call.end(cause, 'server');
  }

  /** The call ended before it was answered: stops everything and tells the caller. */
  abandon(cause: EndCause): void {
    this.#ringing?.stop(cause === 'cancelled' ? 'SIP;cause=487;text="Cancelled"' : '');
    this.#callerMedia?.close();
    this.#callerMedia = undefined;
    const { invitation, call } = this.#options;
    // A cancelled INVITE was answered 487 by the layer below.
    if (invitation.cancelled.aborted) return;
    const response = finalResponse(cause, call.id, this.#status);
    invitation.reject(response.status, response.reason, response.extras);
  }

  async #route(): Promise<Route> {
    const { call, caller, invitation } = this.#options;
    const dialled = dialledBy(invitation.request.uri, hostOf(caller.address));
    if (dialled === undefined) return { kind: 'nowhere' };
    const { siteId, address } = originOf(invitation);
    return this.#needs.routing.route({ caller, pbxId: call.pbxId, dialled, siteId, address });
  }

  /** The devices to ring; undefined when the call was refused or ended meanwhile. */
  async #admit(callee: Subscriber): Promise<Admitted | undefined> {
    const { call, invitation } = this.#options;
    const admission = await admitCallee(this.#needs, call, { callee, callerFlowId: invitation.flow.id });
    if (call.isOver) return undefined;
    if (admission.kind === 'refuse') {
      call.end(admission.cause, admission.cause === 'busy' ? 'callee' : 'server');
      return undefined;
    }
    this.#needs.registry.addPerson(call, callee.userId);
    return admission;
  }

  async #openCallerMedia(): Promise<MediaLeg | undefined> {
    const { call, invitation } = this.#options;
    try {
      const media = await openCallerMedia(this.#needs.media, call, invitation.offer);
      if (!call.isOver) return (this.#callerMedia = media);
      media.close();
    } catch (error) {
      const { cause, status } = mediaFailureOf(error);
      this.#needs.logger.info({ err: error, call: call.id }, 'no media leg for the caller');
      this.refuse(cause, status);
    }
    return undefined;
  }

  #ring({ bindings, noAnswerMs }: Admitted, like: MediaLeg): void {
    const { call, caller, hops } = this.#options;
    if (!call.callee) return;
    const ringing = ringCallee(this.#needs, { call, caller, callee: call.callee, like, hops, noAnswerMs });
    this.#ringing = ringing;
    like.on('lost', this.#lost);
    ringing.on('ringing', () => this.#rings());
    ringing.on('answered', (answer) => inBackground(this.#needs.logger, 'connecting a call', this.#connect(answer, like)));
    ringing.on('failed', (cause) => call.end(cause, cause === 'declined' || cause === 'busy' ? 'callee' : 'server'));
    for (const binding of bindings) ringing.ring(binding);
  }

  #rings(): void {
    const { call, invitation } = this.#options;
    const { metrics, clock } = this.#needs;
    // 180 without SDP: JsSIP applies the SDP of every 1xx; before the answer the page rings by itself.
    invitation.progress(180, 'Ringing', { headers: [[sipNames.callId, call.id]] });
    call.rings();
    metrics.ringingAfter(clock.monotonicMs() - call.startedAt.monotonicMs);
  }

  async #connect(answer: DeviceAnswer, callerMedia: MediaLeg): Promise<void> {
    const { call } = this.#options;
    const callee = this.#leg(answer.dialog, answer.media);
    try {
      await this.#untilReady(answer, callee);
      if (!call.isOver) this.#join(callerMedia, callee);
    } catch (error) {
      this.#needs.logger.error({ err: error, call: call.id }, 'an answered call could not be connected');
      call.end('failed', 'server');
    }
    if (call.phase.name === 'ended') await callee.close(causeHeaders(call.phase.cause, call.id));
  }

  /** The first device answered: completes its leg; ends the call when there is nobody to talk to. */
  async #untilReady(answer: DeviceAnswer, callee: CallLeg): Promise<void> {
    const failure = await this.#completeAnswer(answer);
    await atMost(this.#needs.clock, startRowMs, this.#isStartOnDisk, false);
    if (failure) this.#options.call.end(failure, 'server');
    // The callee hung up before the caller heard of the answer: to the caller that is a refusal.
    else if (callee.isGone) this.#options.call.end('declined', 'callee');
  }

  /** Answers the caller and lets both hear each other. */
  #join(callerMedia: MediaLeg, callee: CallLeg): void {
    const { call, invitation } = this.#options;
    const { clock, metrics, logger } = this.#needs;
    const dialog = invitation.accept(callerMedia.localSdp, { headers: [[sipNames.callId, call.id]] });
    this.#callerMedia = undefined;
    callerMedia.off('lost', this.#lost);
    metrics.answeredAfter(clock.monotonicMs() - call.startedAt.monotonicMs);
    call.connects(new Bridge({ callId: call.id, caller: this.#leg(dialog, callerMedia), callee, logger }));
  }

  async #completeAnswer({ media, sdp }: DeviceAnswer): Promise<EndCause | undefined> {
    try {
      await media.acceptAnswer(sdp);
      return undefined;
    } catch (error) {
      this.#needs.logger.info({ err: error, call: this.#options.call.id }, 'the answer of a device cannot be used');
      return mediaFailureOf(error).cause;
    }
  }

  #leg(dialog: CallLeg['dialog'], media: MediaLeg): CallLeg {
    const { clock, logger } = this.#needs;
    return new CallLeg({ callId: this.#options.call.id, dialog, media, clock, logger });
  }

  #onChanged(phase: CallPhase): void {
    if (phase.name === 'connected' || phase.name === 'ended')
      this.#options.invitation.cancelled.removeEventListener('abort', this.#cancelled);
  }
}
