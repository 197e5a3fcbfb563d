import { z } from 'zod';
import type { StoreApi } from 'zustand/vanilla';
import type { ControlInput, ReceiptCoverage, ReceiptFile } from '../../../../seal/index.ts';
import type { CameraView, CameraWish } from './camera-view.ts';
import { CaptureFailure, type Captured } from './capture.ts';
import type { ControlTarget } from './control-desk.ts';
import type { Joining } from './joining.ts';
import type { LivePorts } from './live-ports.ts';
import type { Capability, DiagnosticItem, LiveView, NewDrawing } from './live-view.ts';
import { SessionEngine } from './session-engine.ts';
import { capabilityOf, sources, type Source } from './sources.ts';
import type { TakenStill } from './still-parts.ts';

const anything = z.unknown();

/** What a page does in a support session. Nothing here throws: what goes wrong is the view's `problem`. */
export class LiveSession {
  readonly view: StoreApi<LiveView>;
  readonly #engine: SessionEngine;

  constructor(ports: LivePorts, joining: Joining) {
    this.#engine = new SessionEngine(ports, joining);
    this.view = this.#engine.view;
  }

  getView = (): LiveView => this.view.getState();
  subscribe = (listener: () => void): (() => void) => this.view.subscribe(listener);

  start(): void {
    this.#engine.start();
  }
  /** The page goes away; the seat is kept for it. */
  close(): void {
    this.#engine.close();
  }
  leave(): Promise<void> {
    return this.#engine.leave();
  }
  end(reason = 'done'): Promise<void> {
    return this.#engine.end(reason);
  }
  /** What was said, signed, for whoever wants to check it; more than one when the customer's page was loaded again meanwhile. */
  receipts(): Promise<readonly ReceiptFile[]> {
    return this.#engine.receipt?.files() ?? Promise.resolve([]);
  }
  /** How much of these receipts both sides signed. */
  receiptCoverage(): Promise<ReceiptCoverage> {
    return this.#engine.receipt?.coverage() ?? Promise.resolve({ entries: 0, signedByBoth: 0 });
  }
  retryNow(): void {
    this.#engine.relay.retryNow();
  }
  dismissProblem(): void {
    this.view.setState({ problem: undefined });
  }

  // What both sides do.
  say(text: string): void {
    this.#engine.desks.chat.say(text);
  }
  draw(drawing: NewDrawing): void {
    this.#engine.desks.drawings.draw(drawing);
  }
  undraw(id?: string): void {
    this.#engine.desks.drawings.undraw(id);
  }
  clearDrawings(producerId: string | null = null): void {
    this.#engine.desks.drawings.clear(producerId);
  }
  /** @param producerId null: off */
  point(producerId: string | null, x = 0, y = 0): void {
    this.#engine.desks.drawings.point(producerId, x, y);
  }
  offerFiles(files: readonly File[], paths?: ReadonlyMap<File, string>): void {
    this.#engine.desks.files.offer(files, paths);
  }
  acceptFile(id: string): void {
    this.#engine.desks.files.accept(id);
  }
  refuseFile(id: string): void {
    this.#engine.desks.files.refuse(id);
  }
  cancelFile(id: string): void {
    this.#engine.desks.files.cancel(id);
  }
  sendClipboard(mime: 'text/plain', data: string): void {
    this.#engine.desks.exchange.sendClipboard(mime, data);
  }
  /** A PNG. */
  sendClipboardPicture(picture: Blob): Promise<void> {
    return this.#try('notSent', () => this.#engine.desks.clipPictures.send(picture));
  }
  wordsDiffer(): Promise<void> {
    return this.#try('notSent', async () => this.#engine.seal?.wordsDiffer());
  }
  startVoice(): Promise<void> {
    return this.#share('voice', () => this.#engine.ports.capture.microphone());
  }
  stopVoice(): void {
    this.#engine.desks.streams.stop({ source: 'voice' });
    if (this.#engine.role === 'customer') this.#engine.desks.capabilities.revoke('voice');
    this.view.setState({ isMuted: false });
  }
  mute(isMuted: boolean): void {
    this.#engine.desks.streams.setPaused('voice', isMuted);
    this.view.setState({ isMuted });
  }
  /** How tall a stream is shown here, CSS pixels times the device's ratio. */
  setShownHeight(producerId: string, height: number): void {
    this.#engine.desks.streams.setShownHeight(producerId, height);
  }

  // What experts do.
  makeInvite(role: 'customer' | 'expert' = 'customer'): Promise<void> {
    return this.#try('inviteNotMade', async () => this.#engine.invites?.make(role));
  }
  /** Gives up the seat of a customer who is away, and all keys with it. @param line said in the chat to whoever comes then */
  inviteAgain(line: string): Promise<void> {
    return this.#try('inviteNotMade', async () => this.#engine.ports.side.inviteAgain?.(this.#engine, line));
  }
  ask(capability: Capability, minutes: number | null = null): void {
    this.#engine.desks.capabilities.ask(capability, minutes);
  }
  stopAsking(capability: Capability): void {
    this.#engine.desks.capabilities.withdraw(capability);
  }
  giveBack(capability: Capability): void {
    this.#engine.desks.capabilities.giveBack(capability);
  }
  /** The customer's side decides who controls; a holder may hand it on. */
  giveControl(seatId: string | null): void {
    this.#engine.desks.control.give(seatId);
  }
  sendInput(input: ControlInput): void {
    this.#engine.desks.control.sendInput(input);
  }
  setRecording(isOn: boolean): void {
    this.#engine.desks.recording.set(isOn);
  }
  askDiagnostics(): void {
    this.#engine.desks.capabilities.ask('diagnostics', null);
  }
  vouch(seatId: string): Promise<void> {
    this.#answered(seatId);
    return this.#try('notSent', async () => this.#engine.seal?.vouch(seatId));
  }

  /** Asks the customer to do something with the camera. */
  askCamera(wish: CameraWish): void {
    this.#engine.desks.camera.ask(wish);
  }
  /** Asks for a picture at the camera's full size; one that is to be drawn on is shown to everybody once it is here. */
  askStill(producerId: string, isToShow: boolean): void {
    this.#engine.desks.stills.taker?.ask(producerId, isToShow);
  }
  /** Keeps for everybody what this page shows of a screen. */
  giveStill(producerId: string, take: () => Promise<TakenStill>): Promise<void> {
    return this.#try('stillFailed', async () => this.#engine.desks.stills.taker?.give(producerId, await take()));
  }
  /** So many stills there were before this page was loaded again. */
  countStillsFrom(last: number): void {
    this.#engine.desks.stills.countFrom(last);
  }
  noteStill(id: string, text: string): void {
    this.#engine.desks.stills.taker?.note(id, text);
  }
  dropStill(id: string): void {
    this.#engine.desks.stills.taker?.drop(id);
  }
  /** What everybody looks at: a still, or the camera again. */
  showStill(id: string | undefined): void {
    this.#engine.desks.stills.show(id);
  }
  /** Whether the organisation keeps a still. */
  keepStill(id: string, isKept: boolean): void {
    this.#engine.desks.stills.taker?.keep(id, isKept);
  }
  /** @param stillId where it was read; undefined: in the live picture */
  tellCode(code: { readonly format: string; readonly text: string }, stillId: string | undefined): void {
    this.#engine.desks.stills.taker?.tellCode(code, stillId);
  }

  // What the customer's side does.
  /** Answers a question. Yes to a picture or a voice opens the browser's own picker: call it in a click. */
  async answer(askId: string, isAllowed: boolean): Promise<void> {
    const { capabilities } = this.#engine.desks;
    const ask = capabilities.askOf(askId);
    if (!ask) return;
    if (!isAllowed) return capabilities.refuse(askId);
    const source = sources.find((one) => capabilityOf[one] === ask.capability);
    if (source === undefined) return capabilities.allow(askId);
    if (!this.#engine.desks.streams.has(source)) {
      const isShared = await this.#capture(source);
      if (!isShared) return capabilities.refuse(askId);
      // Whoever asked does not want it any more, or is gone: the person was still choosing.
      if (!capabilities.askOf(askId)) return this.#engine.desks.streams.stop({ source });
    }
    return this.#allow(source, askId);
  }
  revoke(capability: Capability | 'all'): void {
    const { capabilities, streams } = this.#engine.desks;
    if (capability === 'all') {
      // The tracks end first: whatever else fails, nothing more is seen or heard.
      streams.stop();
      capabilities.revokeAll();
    } else capabilities.revoke(capability);
  }
  /** Asks the browser for a screen and shares it; again for one more. Call it in a click. */
  shareScreen(): Promise<void> {
    return this.#share('screen', () => this.#engine.ports.capture.screen());
  }
  shareCamera(deviceId?: string): Promise<void> {
    return this.#share('camera', () => this.#engine.ports.capture.camera(deviceId));
  }
  /** Another camera, or a frozen picture, in the same stream. @returns whether it is there */
  async changeCamera(producerId: string, next: (before: Captured) => Promise<Captured>): Promise<boolean> {
    try {
      await this.#engine.desks.streams.change(producerId, next);
      return true;
    } catch (cause) {
      this.view.setState({ problem: { code: cause instanceof CaptureFailure ? `camera-${cause.fault}` : 'notShared' } });
      return false;
    }
  }
  /** How the network carries a stream, mine or another's. */
  statsOf(producerId: string): Promise<RTCStatsReport | undefined> {
    return this.#engine.desks.streams.statsOf(producerId);
  }
  /** What the camera can, and how it stands; undefined: off. */
  tellCamera(camera: CameraView | undefined): void {
    this.#engine.desks.camera.tell(camera);
  }
  answerCamera(askId: string, isDone: boolean): void {
    this.#engine.desks.camera.answer(askId, isDone);
  }
  setStillSource(take: (() => Promise<TakenStill>) | undefined): void {
    this.#engine.desks.stills.setSource(take);
  }
  stopSharing(producerId?: string): void {
    const { streams, capabilities } = this.#engine.desks;
    streams.stop(producerId === undefined ? { source: 'screen' } : { producerId });
    if (!streams.has('screen')) capabilities.revoke('view');
    if (!streams.has('camera')) capabilities.revoke('camera');
  }
  pauseSharing(isPaused: boolean): void {
    for (const source of ['screen', 'camera'] as const) this.#engine.desks.streams.setPaused(source, isPaused);
  }
  sendDiagnostics(items: readonly DiagnosticItem[]): void {
    this.#engine.desks.exchange.sendDiagnostics(items);
  }
  admit(seatId: string, isAdmitted: boolean): Promise<void> {
    this.#answered(seatId);
    if (!isAdmitted) return this.remove(seatId);
    return this.#try('notSent', async () => {
      // The relay lets them into the room first, so that what the group tells them can be fetched.
      const isWaiting = this.view.getState().people.some((person) => person.seatId === seatId && person.isWaiting);
      if (isWaiting) await this.#engine.relay.request('seat.admit', { seatId }, anything);
      await this.#engine.seal?.admit(seatId);
    });
  }
  /** Takes an expert out: from the next moment on they have no keys. */
  remove(seatId: string): Promise<void> {
    this.#engine.desks.capabilities.handleGone(seatId);
    return this.#try('notSent', async () => {
      await this.#engine.seal?.remove(seatId);
      await this.#engine.removeSeat(seatId);
    });
  }
  stepDone(id: string): void {
    this.#engine.desks.drawings.stepDone(id);
  }
  /** @param rating 1 to 5 */
  rate(rating: number, text?: string): void {
    this.#engine.say({ type: 'survey', rating, ...(text ? { text } : {}) });
    // Also told to the server, which keeps nothing else of the survey.
    void this.#try('notSent', () => this.#engine.relay.request('session.rate', { rating }, anything));
  }
  /** The same after the end, once. @returns whether the server took it */
  rateEnded(rating: number): Promise<boolean> {
    return this.#engine.rateEnded(rating);
  }
  setControlTarget(target: ControlTarget | undefined): void {
    this.#engine.desks.control.setTarget(target);
  }

  async #share(source: Source, capture: () => Promise<Captured>): Promise<void> {
    if ((await this.#capture(source, capture)) && this.#engine.role === 'customer') this.#allow(source);
  }

  /** @returns whether it is shared now */
  async #capture(source: Source, capture = this.#captureOf(source)): Promise<boolean> {
    let captured: Captured | undefined;
    try {
      captured = await capture();
      await this.#engine.desks.streams.share(captured, source);
      return true;
    } catch (cause) {
      captured?.close();
      this.view.setState({ problem: { code: cause instanceof CaptureFailure ? `${source}-${cause.fault}` : 'notShared' } });
      return false;
    }
  }

  #captureOf(source: Source): () => Promise<Captured> {
    const { capture } = this.#engine.ports;
    return { screen: () => capture.screen(), camera: () => capture.camera(), voice: () => capture.microphone() }[source];
  }

  /** What is shared may be seen by every expert who is there; pointing at it goes with seeing it. */
  #allow(source: Source, askId: string | null = null): void {
    const { capabilities } = this.#engine.desks;
    const ask = askId === null ? undefined : capabilities.askOf(askId);
    if (ask) capabilities.allow(ask.id);
    for (const { seatId, role, isSealed } of this.view.getState().people)
      if (role === 'expert' && isSealed) capabilities.letSee(capabilityOf[source], seatId, ask?.minutes);
  }

  #answered(seatId: string): void {
    this.view.setState(({ applicants }) => ({ applicants: applicants.filter((one) => one.seatId !== seatId) }));
  }

  async #try(code: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch {
      this.view.setState({ problem: { code } });
    }
  }
}
