import type { PeerStatus } from '../../../../protocol/telephony/peer-status.ts';
import { sipNames } from '../../../../protocol/telephony/sip-names.ts';
import { problemOf } from '../../../platform/devices/device-problem.ts';
import type { MicrophoneLine } from '../../../platform/devices/microphone.ts';
import { callEndOf, type CallEnd } from './call-end.ts';
import { sayFarewell } from './call-farewell.ts';
import { CallModel, type CallOrigin } from './call-model.ts';
import type { CallPorts } from './call-ports.ts';
import { CallReplacer, type ReplaceRequest } from './call-replacer.ts';
import { Events } from './events.ts';
import { IceWatch } from './ice-watch.ts';
import { KeySender, type KeyOutcome } from './key-sender.ts';
import { Negotiator } from './negotiator.ts';
import type { CallSnapshot, SavedCall } from './phone.ts';
import type { CallNews, SessionLink } from './session-link.ts';

export interface CallEvents extends Record<string, readonly unknown[]> {
  changed: [];
  track: [track: MediaStreamTrack];
  ended: [];
}

/** How often in a row a call is taken into a new session without media having come up in between. */
const maxReplacements = 2;
/** How long the server's BYE for a replaced dialog is waited for (RFC 3891 §3). */
const replacedByeMs = 2000;

/** One call: commands in, managers at work, what happened told to its model. Sessions come and go under it; the call stays. */
export class JsSipCall extends Events<CallEvents> {
  readonly id: string;
  readonly #model: CallModel;
  readonly #ports: CallPorts;
  readonly #keys: KeySender;
  readonly #negotiator: Negotiator;
  readonly #ice: IceWatch;
  readonly #replacer: CallReplacer;
  readonly #stopGate: readonly (() => void)[];
  /** What the server said last about the other side. */
  #notice: PeerStatus | undefined;
  #link: SessionLink | undefined;
  #line: MicrophoneLine | undefined;
  #replacements = 0;

  private constructor(ports: CallPorts, model: CallModel) {
    super();
    const { gate, timers, invite } = ports;
    this.id = model.origin.id;
    this.#ports = ports;
    this.#model = model;
    model.on('changed', () => this.emit('changed'));
    this.#keys = new KeySender(
      { gate, send: (key, number) => this.#sendKey(key, number), onChanged: () => this.emit('changed') },
      model.origin.lastKeyNumber,
    );
    this.#negotiator = new Negotiator({
      gate,
      timers,
      session: () => (this.#replacer.isRunning ? undefined : this.#link),
      onHeld: (isHeldByMe) => model.learn({ isHeldByMe }),
      onStuck: () => this.#replace(),
    });
    this.#ice = new IceWatch({
      timers,
      restart: () => this.#negotiator.wishIceRestart(),
      onMediaUp: (isUp) => this.#handleMedia(isUp),
    });
    this.#replacer = new CallReplacer({
      gate,
      timers,
      invite,
      request: () => this.#replaceRequest(),
      onTrying: (link) => link.setMuted(model.isMuted),
      onReplaced: (link, news) => this.#handleReplaced(link, news),
      onFailed: (cause) => this.#end(cause),
    });
    this.#stopGate = [gate.on('opened', () => this.#handleGate(true)), gate.on('closed', () => this.#handleGate(false))];
  }

  /** Calls a number; events follow, never before this returns. */
  static dial(ports: CallPorts, origin: CallOrigin): JsSipCall {
    const call = new JsSipCall(ports, new CallModel(origin, { name: 'dialling' }, ports.timers.now()));
    queueMicrotask(() => void call.#dial());
    return call;
  }

  static ring(ports: CallPorts, origin: CallOrigin, link: SessionLink): JsSipCall {
    const call = new JsSipCall(ports, new CallModel(origin, { name: 'incoming' }, ports.timers.now()));
    call.#bind(link);
    return call;
  }

  /** Carries an answered call of an earlier page or tab on. */
  static restore(ports: CallPorts, saved: SavedCall): JsSipCall {
    const { answeredAtMs, isHeldByMe, isHeldByOther } = saved;
    const model = new CallModel(saved, { name: 'reconnecting', answeredAtMs, who: 'me' }, ports.timers.now());
    model.begin({ answeredAtMs, isSignallingUp: false, isMediaUp: false, isOtherAway: false, isHeldByMe, isHeldByOther }, saved.dialog);
    model.setMuted(saved.isMuted);
    const call = new JsSipCall(ports, model);
    call.#negotiator.wishHold(isHeldByMe);
    call.#replacer.start();
    return call;
  }

  get snapshot(): CallSnapshot {
    return this.#model.snapshot({ isHoldWished: this.#negotiator.isHoldWished, waitingKeys: this.#keys.waiting });
  }

  get saved(): SavedCall | undefined {
    return this.#model.saved({ isHeldByMe: this.#negotiator.isHoldWished, lastKeyNumber: this.#keys.lastNumber });
  }

  /** The server's second INVITE for this call takes the place of one that rings. False when it does not ring any more. */
  ringAgain(link: SessionLink): boolean {
    if (!this.#model.isIn('incoming')) return false;
    this.#bind(link);
    return true;
  }

  async answer(): Promise<void> {
    const link = this.#link;
    if (!this.#model.isIn('incoming') || link === undefined) return;
    this.#model.setProblem(null);
    this.#model.to({ name: 'answering' });
    try {
      const stream = await this.#openStream();
      if (this.#model.isIn('answering')) link.answer(stream);
    } catch (error) {
      // It rings on: the person can mend the microphone and answer then.
      this.#model.setProblem(problemOf(error));
      this.#model.to({ name: 'incoming' });
    }
  }

  decline(): void {
    if (!this.#model.isIn('incoming') && !this.#model.isIn('answering')) return;
    // RFC 3261 §21.6.2: 603 tells the server that no other device shall ring on.
    this.#link?.end({ status_code: 603, reason_phrase: 'Decline' });
    this.#end('declined-here');
  }

  ignore(): void {
    if (this.#model.isIn('incoming')) this.#model.ignore();
  }

  /** Ends the call here at once; BYE goes out when the gate opens. */
  hangUp(): void {
    const link = this.#link;
    const wasAnswered = this.#model.isAnswered;
    const request = this.#replaceRequest();
    if (link === undefined && request !== undefined) sayFarewell(this.#ports, request);
    this.#end(wasAnswered ? 'completed' : 'cancelled');
    link?.closeMedia();
    if (wasAnswered) this.#ports.gate.whenOpen(() => link?.end());
    else link?.end();
  }

  setMuted(isMuted: boolean): void {
    if (this.#model.isIn('ended') || this.#model.isMuted === isMuted) return;
    this.#link?.setMuted(isMuted);
    this.#model.setMuted(isMuted);
  }

  setHeld(isHeld: boolean): void {
    if (!this.#model.isAnswered) return;
    this.#negotiator.wishHold(isHeld);
    this.emit('changed');
  }

  press(keys: string): boolean {
    return this.#model.isAnswered && this.#keys.press(keys) > 0;
  }

  async stats(): Promise<RTCStatsReport | undefined> {
    return this.#model.isAnswered ? await this.#link?.connection?.getStats() : undefined;
  }

  /** The page goes away, the call stays on the server for a successor. */
  abandon(): void {
    this.#close();
  }

  async #dial(): Promise<void> {
    const { gate, standingProblem } = this.#ports;
    if (!gate.isOpen) {
      this.#end(standingProblem ?? 'not-registered');
      return;
    }
    try {
      const stream = await this.#openStream();
      const { party, siteId } = this.#model.origin;
      const extraHeaders = siteId === undefined ? [] : [`${sipNames.site}: ${siteId}`];
      if (!this.#model.isIn('ended')) this.#bind(this.#ports.invite(party.number, { stream, extraHeaders }));
    } catch (error) {
      this.#end(error instanceof TypeError ? 'not-found' : problemOf(error));
    }
  }

  async #openStream(): Promise<MediaStream> {
    const line = await this.#ports.openMicrophone();
    this.#line?.close();
    this.#line = line;
    if (this.#model.isIn('ended')) line.close();
    line.track.enabled = !this.#model.isMuted;
    line.onReplaced = (track) => void this.#link?.replaceTrack(track);
    return new MediaStream([line.track]);
  }

  /** Listens to a session, for as long as it is this call's. */
  #bind(link: SessionLink): void {
    this.#link = link;
    const model = this.#model;
    const mine =
      <Data extends readonly unknown[]>(run: (...data: Data) => void) =>
      (...data: Data): void => {
        if (this.#link === link) run(...data);
      };
    const handleRinging = (news: CallNews): void => {
      model.learnServerCallId(news.serverCallId);
      if (model.isIn('dialling')) model.to({ name: 'ringing' });
    };
    link.on('ringing', mine(handleRinging));
    link.on(
      'answered',
      mine((news: CallNews) => this.#handleAnswered(news)),
    );
    link.on(
      'over',
      mine((facts) => this.#end(callEndOf(facts))),
    );
    link.on(
      'broken',
      mine(() => this.#replace()),
    );
    link.on(
      'ice',
      mine((state) => this.#ice.handleState(state)),
    );
    link.on(
      'track',
      mine((track) => this.emit('track', track)),
    );
    link.on(
      'key',
      mine((key) => model.receiveKey(key)),
    );
    link.on(
      'notice',
      mine((notice) => this.#handleNotice(notice)),
    );
  }

  /** JsSIP takes an INFO as soon as it has the 200, but says `accepted` only once the description is applied: news wait for that. */
  #handleNotice(notice: PeerStatus): void {
    this.#notice = notice;
    const { peer, ...news } = notice;
    this.#model.meet(news);
    this.#model.learn(peer === 'reconnecting' ? { isOtherAway: true } : { isOtherAway: false, isHeldByOther: peer === 'holding' });
  }

  #handleAnswered(news: CallNews): void {
    const { gate, timers } = this.#ports;
    this.#model.learnServerCallId(news.serverCallId);
    if (this.#model.isMuted) this.#link?.setMuted(true);
    const answeredAtMs = timers.now() - (news.elapsedMs ?? 0);
    const facts = {
      answeredAtMs,
      isSignallingUp: gate.isOpen,
      isMediaUp: true,
      isOtherAway: false,
      isHeldByMe: false,
      isHeldByOther: false,
    };
    this.#model.begin(facts, this.#link?.dialog);
    if (this.#notice !== undefined) this.#handleNotice(this.#notice);
  }

  #handleReplaced(link: SessionLink, news: CallNews): void {
    const before = this.#link;
    const { timers, gate } = this.#ports;
    this.#bind(link);
    this.#model.useDialog(link.dialog);
    // The track of the new session arrived before it was ours.
    for (const receiver of link.connection?.getReceivers() ?? []) this.emit('track', receiver.track);
    if (link.connection !== undefined) this.#ice.handleState(link.connection.iceConnectionState);
    const elapsed = news.elapsedMs === undefined ? {} : { answeredAtMs: timers.now() - news.elapsedMs };
    this.#model.learn({ isHeldByMe: this.#negotiator.isHoldWished, ...elapsed });
    this.#negotiator.sessionReplaced();
    if (news.isHeldByMe === true) this.#negotiator.wishHold(true);
    this.#keys.resume();
    // The server ends the replaced dialog with BYE, or we do when none came.
    before?.closeMedia();
    if (before !== undefined) timers.after(replacedByeMs, () => gate.whenOpen(() => before.end()));
  }

  #replaceRequest(): ReplaceRequest | undefined {
    const { dialog, origin, isAnswered } = this.#model;
    if (dialog === undefined || !isAnswered) return undefined;
    return { dialog, number: origin.party.number, isHeld: this.#negotiator.isHoldWished, openStream: () => this.#openStream() };
  }

  #replace(): void {
    if (!this.#model.isAnswered || this.#replacer.isRunning) return;
    this.#model.learn({ isMediaUp: false });
    if ((this.#replacements += 1) <= maxReplacements) {
      this.#replacer.start();
      return;
    }
    const link = this.#link;
    this.#end('media-failed');
    this.#ports.gate.whenOpen(() => link?.end());
  }

  #handleMedia(isMediaUp: boolean): void {
    if (isMediaUp) this.#replacements = 0;
    this.#model.learn({ isMediaUp });
  }

  #handleGate(isOpen: boolean): void {
    this.#model.learn({ isSignallingUp: isOpen });
    // The way may have changed with the socket (another network): new paths, before the old ones fail.
    if (isOpen && this.#model.isAnswered && this.#link !== undefined) this.#negotiator.wishIceRestart();
  }

  async #sendKey(key: string, number: number): Promise<KeyOutcome> {
    return this.#replacer.isRunning ? 'lost' : ((await this.#link?.sendKey(key, number)) ?? 'lost');
  }

  #end(cause: CallEnd): void {
    if (this.#model.isIn('ended')) return;
    this.#model.end(cause, this.#ports.timers.now());
    this.#close();
    this.emit('ended');
  }

  #close(): void {
    for (const part of [this.#keys, this.#negotiator, this.#ice, this.#replacer]) part.close();
    for (const stop of this.#stopGate) stop();
    this.#line?.close();
  }
}
