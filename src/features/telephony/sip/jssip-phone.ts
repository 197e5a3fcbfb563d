import { readRingNews } from '../../../../protocol/telephony/ring-reason.ts';
import { sipNames } from '../../../../protocol/telephony/sip-names.ts';
import type { MicrophoneLine } from '../../../platform/devices/microphone.ts';
import type { DeviceProblem } from '../../../platform/devices/device-problem.ts';
import type { CallPorts } from './call-ports.ts';
import type { Connectivity } from './connectivity.ts';
import { Events } from './events.ts';
import { JsSipAgent } from './jssip-agent.ts';
import { JsSipCall } from './jssip-call.ts';
import type { JsSipMessage } from './jssip-session.ts';
import type { CallSnapshot, Phone, PhoneEvents, SavedCall } from './phone.ts';
import type { PhoneStatus } from './phone-status.ts';
import { Registration, RegistrationRefused, type FetchRegistration } from './registration.ts';
import { RequestGate } from './request-gate.ts';
import { newsOf, type SessionLink } from './session-link.ts';
import type { Timers } from './timers.ts';

export interface JsSipPhonePorts {
  /** `wss://desk.example/sip` */
  readonly url: string;
  readonly instanceId: string;
  readonly newId: () => string;
  readonly timers: Timers;
  readonly connectivity: Connectivity;
  /** Rejects with `RegistrationRefused` when asking again cannot help. */
  readonly fetchRegistration: FetchRegistration;
  readonly openMicrophone: () => Promise<MicrophoneLine>;
  /** Certain before the first call: no WebRTC, no HTTPS. */
  readonly standingProblem: DeviceProblem | undefined;
}

const maxEndedCalls = 8;
const firstTryAgainMs = 2000;

/** `Phone` on JsSIP: one agent, its calls, and the gate between them and a socket that comes and goes. */
export class JsSipPhone extends Events<PhoneEvents> implements Phone {
  readonly #ports: JsSipPhonePorts;
  readonly #gate = new RequestGate();
  readonly #registration: Registration;
  readonly #calls = new Map<string, JsSipCall>();
  readonly #callPorts: CallPorts;
  readonly #life = new AbortController();
  #agent: JsSipAgent | undefined;
  #stopConnectivity: () => void = () => undefined;
  #cancelFirstTry: () => void = () => undefined;

  constructor(ports: JsSipPhonePorts) {
    super();
    const { timers, connectivity, openMicrophone, standingProblem } = ports;
    this.#ports = ports;
    this.#registration = new Registration({ timers, connectivity, onChanged: () => this.emit('changed') });
    this.#callPorts = {
      gate: this.#gate,
      timers,
      openMicrophone,
      standingProblem,
      invite: (number, options) => {
        if (this.#agent === undefined) throw new TypeError('The phone has no agent yet.');
        return this.#agent.invite(number, options);
      },
    };
  }

  get status(): PhoneStatus {
    return this.#registration.status;
  }

  get calls(): readonly CallSnapshot[] {
    return [...this.#calls.values()].map((call) => call.snapshot);
  }

  start(saved: readonly SavedCall[]): void {
    const { standingProblem, connectivity } = this.#ports;
    if (standingProblem !== undefined) {
      this.#registration.handleRefused(standingProblem === 'insecure-page' ? 'insecure-page' : 'no-webrtc');
      return;
    }
    this.#registration.handleStarted();
    this.#stopConnectivity = connectivity.subscribe((isOnline) => {
      if (isOnline) this.#agent?.connectNow();
      else this.#agent?.drop();
    });
    for (const one of saved) this.#adopt(JsSipCall.restore(this.#callPorts, one));
    void this.#firstTry();
  }

  stop(options: { readonly keepCalls: boolean }): void {
    this.#life.abort();
    this.#cancelFirstTry();
    this.#stopConnectivity();
    for (const call of this.#calls.values()) {
      if (options.keepCalls) call.abandon();
      else call.hangUp();
    }
    this.#agent?.stop(options);
    this.#gate.close();
    this.#registration.handleStopped();
  }

  dial(number: string, displayName = ''): string {
    const id = this.#ports.newId();
    this.#adopt(JsSipCall.dial(this.#callPorts, { id, direction: 'outgoing', party: { displayName, number } }));
    return id;
  }

  answer(callId: string): boolean {
    return this.#with(callId, (call) => void call.answer());
  }

  decline(callId: string): boolean {
    return this.#with(callId, (call) => call.decline());
  }

  ignore(callId: string): boolean {
    return this.#with(callId, (call) => call.ignore());
  }

  hangUp(callId: string): boolean {
    return this.#with(callId, (call) => call.hangUp());
  }

  setMuted(callId: string, isMuted: boolean): boolean {
    return this.#with(callId, (call) => call.setMuted(isMuted));
  }

  setHeld(callId: string, isHeld: boolean): boolean {
    return this.#with(callId, (call) => call.setHeld(isHeld));
  }

  press(callId: string, keys: string): boolean {
    return this.#calls.get(callId)?.press(keys) ?? false;
  }

  dismiss(callId: string): boolean {
    const isEnded = this.#calls.get(callId)?.snapshot.state.name === 'ended';
    if (isEnded && this.#calls.delete(callId)) this.emit('changed');
    return isEnded;
  }

  savedCalls(): readonly SavedCall[] {
    return [...this.#calls.values()].flatMap((call) => call.saved ?? []);
  }

  async stats(callId: string): Promise<RTCStatsReport | undefined> {
    return await this.#calls.get(callId)?.stats();
  }

  /** Our address comes with the first token; JsSIP cannot be made without it. */
  async #firstTry(): Promise<void> {
    const { signal } = this.#life;
    try {
      const first = await this.#ports.fetchRegistration(signal);
      if (signal.aborted) return;
      this.#agent = new JsSipAgent(first, this.#agentPorts());
      this.#agent.start();
    } catch (error) {
      if (signal.aborted) return;
      this.#handleTokenRefused(error);
      if (!(error instanceof RegistrationRefused))
        this.#cancelFirstTry = this.#ports.timers.after(firstTryAgainMs, () => void this.#firstTry());
    }
  }

  #agentPorts(): ConstructorParameters<typeof JsSipAgent>[1] {
    const { url, timers, instanceId, fetchRegistration } = this.#ports;
    return {
      url,
      timers,
      instanceId,
      fetchRegistration,
      onTokenRefused: (error) => this.#handleTokenRefused(error),
      onConnected: () => this.#registration.handleConnected(),
      onLost: () => {
        this.#gate.close();
        this.#registration.handleLost();
      },
      onRegistered: () => {
        this.#registration.handleRegistered();
        this.#gate.open();
      },
      onRegistrationFailed: (status) => {
        this.#gate.close();
        if (status === 403) this.#registration.handleRefused('refused');
        else this.#registration.handleLost();
      },
      onIncoming: (link, invite) => this.#handleIncoming(link, invite),
    };
  }

  #handleTokenRefused(error: unknown): void {
    if (!(error instanceof RegistrationRefused)) return;
    this.#registration.handleRefused(error.why);
    this.#agent?.stop({ keepCalls: true });
  }

  #handleIncoming(link: SessionLink, invite: JsSipMessage): void {
    const number = invite.from.uri.user ?? '';
    const party = { displayName: invite.from.display_name ?? '', number };
    const calledNumber = invite.getHeader(sipNames.calledNumber) ?? null;
    const ringNews = readRingNews(invite.getHeader(sipNames.ringNews) ?? '') ?? null;
    const serverCallId = newsOf(invite).serverCallId ?? null;
    // The server calls again over the new socket when one was lost while the phone rang: the same call, another session.
    const ringing = [...this.#calls.values()].find(
      (call) => serverCallId !== null && call.snapshot.serverCallId === serverCallId && call.ringAgain(link),
    );
    if (ringing !== undefined) return;
    const origin = { id: this.#ports.newId(), direction: 'incoming', party, serverCallId, calledNumber, ringNews } as const;
    this.#adopt(JsSipCall.ring(this.#callPorts, origin, link));
  }

  #adopt(call: JsSipCall): void {
    this.#calls.set(call.id, call);
    call.on('changed', () => this.emit('changed'));
    call.on('track', (track) => this.emit('track', call.snapshot, track));
    call.on('ended', () => this.#forgetOldest());
    this.emit('changed');
  }

  #forgetOldest(): void {
    const ended = this.calls.filter((call) => call.state.name === 'ended');
    for (const call of ended.slice(0, Math.max(0, ended.length - maxEndedCalls))) this.#calls.delete(call.id);
  }

  #with(callId: string, run: (call: JsSipCall) => void): boolean {
    const call = this.#calls.get(callId);
    if (call === undefined || call.snapshot.state.name === 'ended') return false;
    run(call);
    return true;
  }
}
