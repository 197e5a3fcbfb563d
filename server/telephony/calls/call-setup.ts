import type { EndCause } from '../../../protocol/telephony/call.ts';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Binding, Invitation, UserAgent } from '../sip/dialog/user-agent.ts';
import { admit } from './admission.ts';
import { inBackground } from './background.ts';
import { Bridge } from './bridge.ts';
import { CallLeg } from './call-leg.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { CallRegistry } from './call-registry.ts';
import type { CallRouting } from './call-routing.ts';
import type { Call, CallPhase } from './call.ts';
import { addressOf, assertedIdentity, partyIn } from './caller-identity.ts';
import { dialledBy, hostOf } from './dialled.ts';
import { causeHeaders, finalResponse, mediaFailureOf } from './final-responses.ts';
import type { CallMetrics } from './metrics.ts';
import { RingingDevice } from './ringing-device.ts';
import type { DeviceAnswer } from './ringing-device.ts';
import { Ringing } from './ringing.ts';
import { atMost } from '../../platform/wait.ts';

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

/** Brings a call from its INVITE to the answer, or to the reason why there is none. */
export class CallSetup {
  readonly #needs: SetupDependencies;
  readonly #options: SetupOptions;
  readonly #lifetime = new AbortController();
  #callerMedia: MediaLeg | undefined;
  #ringing: Ringing | undefined;
  #isStartOnDisk: Promise<boolean> = Promise.resolve(false);
  /** The final response where it is finer than the cause. */
  #status: number | undefined;

  constructor(needs: SetupDependencies, options: SetupOptions) {
    this.#needs = needs;
    this.#options = options;
    const { call, invitation } = options;
    call.on('changed', (phase) => this.#onChanged(phase));
    const onCancel = (): void => call.end('cancelled', 'caller');
    invitation.cancelled.addEventListener('abort', onCancel, { once: true, signal: this.#lifetime.signal });
  }

  async run(): Promise<void> {
    const { call, caller, invitation } = this.#options;
    const dialled = dialledBy(invitation.request.uri, hostOf(caller.address));
    const route = dialled === undefined ? undefined : await this.#needs.routing.route({ caller, pbxId: call.pbxId, dialled });
    if (call.isOver) return;
    if (!route || route.kind === 'nowhere') return call.end('not-found', 'server');
    const callee = { ...partyIn(call.pbxId, route.person), number: route.number };
    call.addressTo(callee);
    this.#isStartOnDisk = this.#options.recorder.start();
    const bindings = await this.#admitted(route.person);
    if (bindings.length > 0 && (await this.#openCallerMedia())) this.#ring(bindings, route.person);
  }

  /** A device of the callee registered while the others ring. */
  ringToo(binding: Binding): void {
    this.#ringing?.ring(binding);
  }

  /** Refuses with the cause's own status or a finer one. */
  refuse(cause: EndCause, status?: number): void {
    this.#status = status;
    this.#options.call.end(cause, 'server');
  }

  /** The devices to ring; none when the call was refused. */
  async #admitted(callee: Subscriber): Promise<readonly Binding[]> {
    const { call, invitation } = this.#options;
    const { registry, subscribers, userAgent } = this.#needs;
    const settings = await subscribers.settings(callee.tenantId, callee.userId);
    if (call.isOver) return [];
    const admission = admit({
      callee,
      callerUserId: call.caller.userId,
      callerFlowId: invitation.flow.id,
      settings,
      bindings: userAgent.registrar.bindingsOf(callee.tenantId, callee.userId),
      callsOfCallee: registry.ofPerson(callee.tenantId, callee.userId).filter((other) => other !== call).length,
    });
    if (admission.kind === 'refuse') {
      call.end(admission.cause, admission.cause === 'busy' ? 'callee' : 'server');
      return [];
    }
    registry.addPerson(call, callee.userId);
    this.#noAnswerMs = settings.noAnswerSeconds * 1_000;
    return admission.bindings;
  }

  #noAnswerMs = 0;

  async #openCallerMedia(): Promise<boolean> {
    const { call, invitation } = this.#options;
    // Without an offer we would have to offer in the 200 and read the ACK; nothing of ours calls that way ([CA09]).
    if (invitation.offer === undefined) {
      this.refuse('not-acceptable');
      return false;
    }
    try {
      const media = await this.#needs.media.openAnswering({
        callId: call.id,
        person: `${call.tenantId}/${call.caller.userId}`,
        offer: invitation.offer,
      });
      if (call.isOver) media.close();
      else this.#callerMedia = media;
    } catch (error) {
      const { cause, status } = mediaFailureOf(error);
      this.#needs.logger.info({ err: error, call: call.id }, 'no media leg for the caller');
      this.refuse(cause, status);
    }
    return !call.isOver;
  }

  #ring(bindings: readonly Binding[], callee: Subscriber): void {
    const { clock, logger, metrics } = this.#needs;
    const { call, invitation } = this.#options;
    const ringing = new Ringing({ makeDevice: (binding) => this.#device(binding, callee), noAnswerMs: this.#noAnswerMs, clock, logger });
    this.#ringing = ringing;
    ringing.on('ringing', () => {
      call.rings();
      invitation.progress(180, 'Ringing', { headers: [[sipNames.callId, call.id]] });
      metrics.ringingAfter(clock.monotonicMs() - call.startedAt.monotonicMs);
    });
    ringing.on('answered', (answer) => inBackground(logger, 'connecting a call', this.#connect(answer)));
    ringing.on('failed', (cause) => call.end(cause, cause === 'declined' || cause === 'busy' ? 'callee' : 'server'));
    for (const binding of bindings) ringing.ring(binding);
  }

  #device(binding: Binding, callee: Subscriber): RingingDevice {
    const { call, caller, hops } = this.#options;
    const { media, userAgent, logger } = this.#needs;
    const like = this.#callerMedia;
    return new RingingDevice({
      binding,
      openMedia: () => media.openOffering({ callId: call.id, person: `${call.tenantId}/${callee.userId}`, ...(like ? { like } : {}) }),
      invite: (request) => userAgent.invite(request),
      from: { displayName: call.caller.displayName, uri: addressOf(call.caller, caller) },
      headers: [
        [sipNames.callId, call.id],
        [sipNames.calledNumber, call.callee?.number ?? ''],
        [sipNames.hops, String(hops + 1)],
        ['P-Asserted-Identity', assertedIdentity(call.caller, caller)],
      ],
      logger,
    });
  }

  /** The first device answered: completes its leg, answers the caller and lets them hear each other. */
  async #connect(answer: DeviceAnswer): Promise<void> {
    const { call, invitation } = this.#options;
    const { clock, metrics } = this.#needs;
    const callee = this.#leg(answer.dialog, answer.media);
    const failure = await this.#completeAnswer(answer);
    await atMost(clock, startRowMs, this.#isStartOnDisk, false);
    if (failure) call.end(failure, 'server');
    // The callee hung up before the caller heard of the answer: to the caller that is a refusal.
    else if (callee.hasHungUp) call.end('declined', 'callee');
    const media = this.#callerMedia;
    if (call.phase.name === 'ended' || !media) {
      await callee.close(causeHeaders(call.phase.name === 'ended' ? call.phase.cause : 'failed', call.id));
      return;
    }
    this.#callerMedia = undefined;
    const dialog = invitation.accept(media.localSdp, { headers: [[sipNames.callId, call.id]] });
    metrics.answeredAfter(clock.monotonicMs() - call.startedAt.monotonicMs);
    call.connects(new Bridge({ callId: call.id, caller: this.#leg(dialog, media), callee, logger: this.#needs.logger }));
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
    if (phase.name !== 'connected' && phase.name !== 'ended') return;
    this.#lifetime.abort();
    this.#ringing = undefined;
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
}
