import type { DeviceProblem } from '../../../platform/devices/device-problem.ts';
import { problemOf } from '../../../platform/devices/device-problem.ts';
import type { MicrophoneLine } from '../../../platform/devices/microphone.ts';
import { callEndOf, type CallEnd } from './call-end.ts';
import type { CallPorts } from './call-ports.ts';
import { answeredState, isAnswered, mayFollow, type CallState, type LinkFacts } from './call-state.ts';
import { CallReplacer } from './call-replacer.ts';
import type { DialogIds } from './dialog-ids.ts';
import { Events } from './events.ts';
import { IceWatch } from './ice-watch.ts';
import { KeySender } from './key-sender.ts';
import { Negotiator } from './negotiator.ts';
import type { CallSnapshot, Party, SavedCall } from './phone.ts';
import type { CallNews, SessionLink } from './session-link.ts';

interface CallOrigin {
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly party: Party;
  readonly serverCallId?: string | null;
  readonly calledNumber?: string | null;
  readonly startedAtMs?: number;
  readonly lastKeyNumber?: number;
}

export interface CallEvents extends Record<string, readonly unknown[]> {
  changed: [];
  track: [track: MediaStreamTrack];
  ended: [];
}

/** How often in a row a call is taken into a new session without media having come up in between. */
const maxReplacements = 2;

/** One call: its state, and the managers that keep it alive. `SessionLink` is replaced under it; the call stays. */
export class JsSipCall extends Events<CallEvents> {
  readonly id: string;
  readonly #origin: CallOrigin;
  readonly #ports: CallPorts;
  readonly #startedAtMs: number;
  readonly #keys: KeySender;
  readonly #negotiator: Negotiator;
  readonly #ice: IceWatch;
  readonly #replacer: CallReplacer;
  readonly #stopGate: () => void;
  #state: CallState;
  #facts: LinkFacts | undefined;
  #link: SessionLink | undefined;
  #dialog: DialogIds | undefined;
  #line: MicrophoneLine | undefined;
  #serverCallId: string | null;
  #isMuted = false;
  #isIgnored = false;
  #problem: DeviceProblem | null = null;
  #replacements = 0;

  private constructor(ports: CallPorts, origin: CallOrigin, state: CallState) {
    super();
    this.id = origin.id;
    this.#origin = origin;
    this.#ports = ports;
    this.#startedAtMs = origin.startedAtMs ?? ports.timers.now();
    this.#serverCallId = origin.serverCallId ?? null;
    this.#state = state;
    const { gate, timers, invite } = ports;
    this.#keys = new KeySender(
      { gate, send: (key, number) => this.#sendKey(key, number), onChanged: () => this.emit('changed') },
      origin.lastKeyNumber,
    );
    this.#negotiator = new Negotiator({
      gate,
      timers,
      session: () => (this.#replacer.isRunning ? undefined : this.#link),
      onHeld: (isHeldByMe) => this.#learn({ isHeldByMe }),
      onStuck: () => this.#replace(),
    });
    this.#ice = new IceWatch({
      timers,
      restart: () => this.#negotiator.wishIceRestart(),
      onMediaUp: (isMediaUp) => this.#handleMedia(isMediaUp),
    });
    this.#replacer = new CallReplacer({
      gate,
      timers,
      invite,
      request: () => this.#replaceRequest(),
      onTrying: (link) => link.setMuted(this.#isMuted),
      onReplaced: (link, news) => this.#handleReplaced(link, news),
      onFailed: (cause) => this.#end(cause),
    });
    const stops = [gate.on('opened', () => this.#handleGate(true)), gate.on('closed', () => this.#handleGate(false))];
    this.#stopGate = () => stops.forEach((stop) => stop());
  }

  /** Calls a number; events follow, never before this returns. */
  static dial(ports: CallPorts, origin: CallOrigin): JsSipCall {
    const call = new JsSipCall(ports, origin, { name: 'dialling' });
    queueMicrotask(() => void call.#dial());
    return call;
  }

  static ring(ports: CallPorts, origin: CallOrigin, link: SessionLink): JsSipCall {
    const call = new JsSipCall(ports, origin, { name: 'incoming' });
    call.#bind(link);
    return call;
  }

  /** Carries an answered call of an earlier page or tab on. */
  static restore(ports: CallPorts, saved: SavedCall): JsSipCall {
    const call = new JsSipCall(ports, saved, { name: 'reconnecting', answeredAtMs: saved.answeredAtMs, who: 'me' });
    call.#isMuted = saved.isMuted;
    call.#dialog = saved.dialog;
    call.#facts = {
      answeredAtMs: saved.answeredAtMs,
      isSignallingUp: false,
      isMediaUp: false,
      isOtherAway: false,
      isHeldByMe: saved.isHeldByMe,
      isHeldByOther: saved.isHeldByOther,
    };
    call.#negotiator.wishHold(saved.isHeldByMe);
    call.#replacer.start();
    return call;
  }

  get snapshot(): CallSnapshot {
    const { id, direction, party, calledNumber } = this.#origin;
    return {
      id,
      serverCallId: this.#serverCallId,
      direction,
      party,
      calledNumber: calledNumber ?? null,
      state: this.#state,
      startedAtMs: this.#startedAtMs,
      isMuted: this.#isMuted,
      isHoldWished: this.#negotiator.isHoldWished,
      isIgnored: this.#isIgnored,
      waitingKeys: this.#keys.waiting,
      problem: this.#problem,
    };
  }

  /** What a successor needs; undefined unless answered. */
  get saved(): SavedCall | undefined {
    const dialog = this.#dialog;
    if (!isAnswered(this.#state) || dialog === undefined || this.#facts === undefined) return undefined;
    const { isHeldByOther } = this.#facts;
    const { serverCallId, isHoldWished: isHeldByMe, startedAtMs, isMuted, direction, party, calledNumber, id } = this.snapshot;
    const lastKeyNumber = this.#keys.lastNumber;
    return {
      id,
      serverCallId,
      direction,
      party,
      calledNumber,
      startedAtMs,
      answeredAtMs: this.#state.answeredAtMs,
      dialog,
      isMuted,
      isHeldByMe,
      isHeldByOther,
      lastKeyNumber,
    };
  }

  /** The server's second INVITE for this call takes the place of one that rings. False when it does not ring any more. */
  ringAgain(link: SessionLink): boolean {
    if (this.#state.name !== 'incoming') return false;
    this.#bind(link);
    return true;
  }

  async answer(): Promise<void> {
    const link = this.#link;
    if (this.#state.name !== 'incoming' || link === undefined) return;
    this.#problem = null;
    this.#to({ name: 'answering' });
    try {
      const stream = await this.#openStream();
      if (this.#isIn('answering')) link.answer(stream);
    } catch (error) {
      // It rings on: the person can mend the microphone and answer then.
      this.#problem = problemOf(error);
      this.#to({ name: 'incoming' });
    }
  }

  decline(): void {
    if (this.#state.name !== 'incoming' && this.#state.name !== 'answering') return;
    // RFC 3261 §21.6.2: 603 tells the server that no other device shall ring on.
    this.#link?.end({ status_code: 603, reason_phrase: 'Decline' });
    this.#end('declined');
  }

  ignore(): void {
    if (this.#state.name !== 'incoming') return;
    this.#isIgnored = true;
    this.emit('changed');
  }

  /** Ends the call here at once; BYE goes out when the gate opens. */
  hangUp(): void {
    const link = this.#link;
    const wasAnswered = isAnswered(this.#state);
    this.#end(wasAnswered ? 'completed' : 'cancelled');
    link?.closeMedia();
    if (wasAnswered) this.#ports.gate.whenOpen(() => link?.end());
    else link?.end();
  }

  setMuted(isMuted: boolean): void {
    if (this.#state.name === 'ended' || this.#isMuted === isMuted) return;
    this.#isMuted = isMuted;
    this.#link?.setMuted(isMuted);
    this.emit('changed');
  }

  setHeld(isHeld: boolean): void {
    if (!isAnswered(this.#state)) return;
    this.#negotiator.wishHold(isHeld);
    this.emit('changed');
  }

  press(keys: string): boolean {
    return isAnswered(this.#state) && this.#keys.press(keys) > 0;
  }

  /** The network came back: new paths, before the old ones fail. */
  restartIce(): void {
    if (isAnswered(this.#state) && this.#link !== undefined) this.#negotiator.wishIceRestart();
  }

  async stats(): Promise<RTCStatsReport | undefined> {
    return isAnswered(this.#state) ? await this.#link?.connection?.getStats() : undefined;
  }

  /** The page goes away, the call stays on the server for a successor. */
  abandon(): void {
    this.#close();
  }

  async #dial(): Promise<void> {
    if (!this.#ports.gate.isOpen) {
      this.#end('not-registered');
      return;
    }
    try {
      const stream = await this.#openStream();
      if (this.#isIn('ended')) return;
      this.#bind(this.#ports.invite(this.#origin.party.number, { stream }));
    } catch (error) {
      this.#end(error instanceof TypeError ? 'not-found' : problemOf(error));
    }
  }

  async #openStream(): Promise<MediaStream> {
    const line = await this.#ports.openMicrophone();
    this.#line?.close();
    this.#line = line;
    if (this.#state.name === 'ended') line.close();
    line.track.enabled = !this.#isMuted;
    line.onReplaced = (track) => void this.#link?.replaceTrack(track);
    return new MediaStream([line.track]);
  }

  #bind(link: SessionLink): void {
    this.#link = link;
    const mine =
      <Data extends readonly unknown[]>(run: (...data: Data) => void) =>
      (...data: Data) => {
        if (this.#link === link) run(...data);
      };
    link.on(
      'ringing',
      mine((news: CallNews) => {
        this.#serverCallId ??= news.serverCallId ?? null;
        if (this.#state.name === 'dialling') this.#to({ name: 'ringing' });
      }),
    );
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
      'notice',
      mine((peer) =>
        this.#learn({ isOtherAway: peer === 'reconnecting', ...(peer === 'reconnecting' ? {} : { isHeldByOther: peer === 'holding' }) }),
      ),
    );
  }

  #handleAnswered(news: CallNews): void {
    this.#serverCallId ??= news.serverCallId ?? null;
    this.#dialog = this.#link?.dialog;
    this.#facts = {
      answeredAtMs: this.#ports.timers.now() - (news.elapsedMs ?? 0),
      isSignallingUp: this.#ports.gate.isOpen,
      isMediaUp: true,
      isOtherAway: false,
      isHeldByMe: false,
      isHeldByOther: false,
    };
    if (this.#isMuted) this.#link?.setMuted(true);
    this.#learn({});
  }

  #handleReplaced(link: SessionLink, news: CallNews): void {
    const before = this.#link;
    this.#bind(link);
    this.#dialog = link.dialog;
    const connection = link.connection;
    // The track of the new session arrived before it was ours.
    for (const receiver of connection?.getReceivers() ?? []) this.emit('track', receiver.track);
    if (connection !== undefined) this.#ice.handleState(connection.iceConnectionState);
    const answeredAtMs = news.elapsedMs === undefined ? undefined : this.#ports.timers.now() - news.elapsedMs;
    this.#learn({ isHeldByMe: this.#negotiator.isHoldWished, ...(answeredAtMs === undefined ? {} : { answeredAtMs }) });
    this.#negotiator.sessionReplaced();
    if (news.isHeldByMe === true) this.#negotiator.wishHold(true);
    this.#keys.resume();
    // RFC 3891 §3: the server ends the replaced dialog with BYE; ours answers it, or says BYE itself when none came.
    before?.closeMedia();
    if (before !== undefined) this.#ports.timers.after(2000, () => this.#ports.gate.whenOpen(() => before.end()));
  }

  #replaceRequest(): ReturnType<ConstructorParameters<typeof CallReplacer>[0]['request']> {
    const dialog = this.#dialog;
    if (dialog === undefined || !isAnswered(this.#state)) return undefined;
    return { dialog, number: this.#origin.party.number, isHeld: this.#negotiator.isHoldWished, openStream: () => this.#openStream() };
  }

  #replace(): void {
    if (!isAnswered(this.#state) || this.#replacer.isRunning) return;
    this.#learn({ isMediaUp: false });
    if ((this.#replacements += 1) > maxReplacements) {
      const link = this.#link;
      this.#end('media-failed');
      this.#ports.gate.whenOpen(() => link?.end());
    } else this.#replacer.start();
  }

  #handleMedia(isMediaUp: boolean): void {
    if (isMediaUp) this.#replacements = 0;
    this.#learn({ isMediaUp });
  }

  #handleGate(isOpen: boolean): void {
    this.#learn({ isSignallingUp: isOpen });
    // The way may have changed with the socket (another network): new candidates for both sides.
    if (isOpen) this.restartIce();
  }

  async #sendKey(key: string, number: number): ReturnType<SessionLink['sendKey']> {
    return this.#replacer.isRunning ? 'lost' : ((await this.#link?.sendKey(key, number)) ?? 'lost');
  }

  #learn(news: Partial<LinkFacts>): void {
    if (this.#facts === undefined || this.#state.name === 'ended') return;
    this.#facts = { ...this.#facts, ...news };
    this.#to(answeredState(this.#facts));
  }

  #end(cause: CallEnd): void {
    if (this.#state.name === 'ended') return;
    const answeredAtMs = isAnswered(this.#state) ? this.#state.answeredAtMs : null;
    this.#to({ name: 'ended', cause, answeredAtMs, endedAtMs: this.#ports.timers.now() });
    this.#close();
    this.emit('ended');
  }

  /** Asked after a wait, when the state may be another one. */
  #isIn(name: CallState['name']): boolean {
    return this.#state.name === name;
  }

  /** The only place that changes the state. */
  #to(state: CallState): void {
    if (!mayFollow(this.#state, state)) return;
    this.#state = state;
    this.emit('changed');
  }

  #close(): void {
    this.#keys.close();
    this.#negotiator.close();
    this.#ice.close();
    this.#replacer.close();
    this.#stopGate();
    this.#line?.close();
  }
}
