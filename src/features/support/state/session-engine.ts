import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ServerMessage } from '../../../../protocol/support/relay.ts';
import { toBase64Url } from '../../../../seal/greeting/index.ts';
import { fromBase64Url, type ArrivedEvent, type SealedEvent, type SealedSession } from '../../../../seal/index.ts';
import { RelaySocket } from '../../../platform/relay/relay-socket.ts';
import { CertificateDesk } from './certificate-desk.ts';
import { emptyView, linkOf, unheardSinceOf } from './empty-view.ts';
import type { InviteDesk } from './invite-desk.ts';
import { asOf, greetingOf, placeOf, type Joining } from './joining.ts';
import type { LiveContext } from './live-context.ts';
import { LiveDesks } from './live-desks.ts';
import type { LivePorts } from './live-ports.ts';
import type { Capability, LiveView } from './live-view.ts';
import { QualityDesk } from './quality-desk.ts';
import { ReceiptDesk } from './receipt-desk.ts';
import { RemovedBrowsers } from './removed-browsers.ts';
import { capabilityOf, sources } from './sources.ts';
import { SeatKeeper, type KeptSeat } from './seat-keeper.ts';
import { tellCapabilities } from './tell-capabilities.ts';

const anything = z.unknown();
type Message<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

/**
 * One seat in a support session, from coming in to the end: holds the line to the relay, the sealed side and the desks together. What comes
 * is handed to the sealed side one after the other; what it opens goes to the desks.
 */
export class SessionEngine {
  readonly view: StoreApi<LiveView> = createStore<LiveView>(emptyView);
  readonly desks: LiveDesks;
  readonly role: 'customer' | 'expert';
  readonly ports: LivePorts;
  readonly #joining: Joining;
  readonly #relay: RelaySocket;
  readonly #keeper: SeatKeeper;
  readonly #quality: QualityDesk;
  readonly #removedBrowsers: RemovedBrowsers;
  readonly #lifetime = new AbortController();
  #kept: KeptSeat | undefined;
  #invites: InviteDesk | undefined;
  #greeted: string | undefined;
  /** Whom this page took out. */
  readonly #removed = new Set<string>();
  #seal: SealedSession | undefined;
  #receipt: ReceiptDesk | undefined;
  #certificates: CertificateDesk | undefined;
  /** Everything that the relay delivers, in its order. */
  #work: Promise<void> = Promise.resolve();
  #isEnding = false;
  /** When the log entry at hand was kept, milliseconds of the epoch. */
  #entryAt = 0;

  constructor(ports: LivePorts, joining: Joining) {
    this.ports = ports;
    this.role = joining.role;
    this.#joining = joining;
    this.#keeper = new SeatKeeper(ports.storage, placeOf(joining));
    this.#kept = this.#keeper.read();
    this.#relay = new RelaySocket({
      open: ports.openSocket,
      as: this.#kept ? { kind: 'seat', token: this.#kept.token } : asOf(joining),
      name: joining.name,
      said: 'said' in joining ? joining.said : undefined,
      schedule: ports.schedule,
      random: ports.random,
    });
    this.#removedBrowsers = new RemovedBrowsers(this.#relay, this.#lifetime.signal);
    this.#quality = new QualityDesk(this.#context());
    this.desks = new LiveDesks(this.#context(), {
      isBack: this.#kept !== undefined,
      canShowScreen: ports.canShowScreen,
      openTaker: ports.side.openTaker,
      openRoom: async () => {
        const room = await ports.openRoom((method, data, answer) => this.#relay.request(method, data, answer), ports.side.ahead);
        this.#quality.watch(room);
        return room;
      },
      sendChunk: (chunk) => this.#relay.sendChunk(chunk),
      roomForChunk: () => this.#relay.roomForChunk(),
      onEnded: (source) => this.desks.capabilities.revoke(capabilityOf[source]),
      onCapabilityEnded: (capability) => this.#handleCapabilityEnded(capability),
      onSaidEnd: (reason) => this.#handleSaidEnd(reason),
    });
    this.#listen();
  }

  /** Comes in, and stays until it ends. */
  start(): void {
    const joining = this.#joining;
    if (joining.role === 'customer' && this.#kept === undefined) {
      const { run, body } = greetingOf(joining);
      this.#greeted = run;
      // Said with the hello, or by the click; the relay keeps it once there is a seat that says it.
      this.#guard('notSent', this.#relay.log(body));
    }
    this.#relay.start();
  }

  get relay(): RelaySocket {
    return this.#relay;
  }

  get seal(): SealedSession | undefined {
    return this.#seal;
  }

  /** undefined before keys were agreed. */
  get receipt(): ReceiptDesk | undefined {
    return this.#receipt;
  }

  get invites(): InviteDesk | undefined {
    return this.#invites;
  }

  /** Says something to everybody, sealed and signed. Before there are keys nobody can be told; whoever comes then is told how things stand. */
  say(event: SealedEvent): void {
    if (this.#seal?.state !== 'greeting') this.#guard('notSent', this.#seal?.send(event));
  }

  /** After the end, with what is left of the seat. Says whether the server took it. */
  async rateEnded(rating: number): Promise<boolean> {
    if (!this.#kept || !(await this.ports.rateEnded(this.#kept.token, rating))) return false;
    this.view.setState({ survey: { rating } });
    return true;
  }

  /** The relay lets that seat in no more. */
  async removeSeat(seatId: string): Promise<void> {
    this.#removed.add(seatId);
    await this.#relay.request('seat.remove', { seatId }, anything);
  }

  /** Ends the session for everybody. Nothing is captured or shown from here on, however long the others take. */
  async end(reason: string): Promise<void> {
    this.#stopShowing();
    // Whoever cannot say it sealed still ends it: the relay tells the others.
    await this.#seal?.send({ type: 'end', reason }).catch(() => undefined);
    await this.#receipt?.covered();
    await this.#relay.request('session.end', { reason }, anything).catch(() => undefined);
    this.#end(reason);
  }

  /** Leaves; the others go on. */
  async leave(): Promise<void> {
    await this.#relay.request('seat.leave', {}, anything).catch(() => undefined);
    this.#end('left');
  }

  /** The page is going away; the seat is kept. Mine, idempotent. */
  close(): void {
    this.#lifetime.abort();
    this.#quality.close();
    this.desks.close();
    this.#invites?.close();
    this.#receipt?.close();
    this.#seal?.close();
    this.#relay.close('page-closed');
  }

  #context(): LiveContext {
    return {
      view: this.view,
      role: this.role,
      send: (event) => this.say(event),
      pass: (event) => this.#guard('notSent', this.#seal?.sendNow(event)),
      now: this.ports.now,
      schedule: this.ports.schedule,
      newId: () => crypto.randomUUID(),
      fail: (code, detail) => this.view.setState({ problem: { code, detail } }),
    };
  }

  /** What fails after the end is no news. */
  #guard(code: string, work: Promise<unknown> | undefined): void {
    work?.catch(() => {
      if (!this.#lifetime.signal.aborted) this.view.setState({ problem: { code } });
    });
  }

  #listen(): void {
    const { signal } = this.#lifetime;
    const relay = this.#relay;
    relay.on('state', () => this.#showLink(), signal);
    relay.on('welcome', (message) => this.#handleWelcome(message), signal);
    relay.on('seats', ({ seats }) => this.#handleSeats(seats), signal);
    relay.on('log', (entry) => this.#next(() => this.#handleLog(entry)), signal);
    relay.on('pass', ({ from, body }) => this.#next(async () => this.#seal?.handlePass(from, fromBase64Url(body))), signal);
    relay.on('producer-added', ({ producerId }) => this.desks.streams.handleProducerAdded(producerId), signal);
    relay.on('producer-removed', ({ producerId }) => this.desks.streams.handleProducerRemoved(producerId), signal);
    relay.on('chunk', (chunk) => this.desks.files.handleChunk(chunk), signal);
    // For reports only; what is not told now is told with the next change.
    const tell = (granted: readonly string[]): void =>
      void relay.request('session.state', { capabilities: granted }, anything).catch(() => undefined);
    if (this.role === 'customer') tellCapabilities(this.view, { tell, schedule: this.ports.schedule }, signal);
    relay.on('room-lost', () => this.desks.streams.handleRoomLost(), signal);
    // After what was said before it: the last signatures of the receipt may still be on their way through the seal.
    relay.on('ended', ({ reason }) => this.#next(async () => this.#end(reason)), signal);
    relay.on('closed', ({ reason, retryAfterSeconds }) => this.#next(async () => this.#end(reason, retryAfterSeconds)), signal);
  }

  #next(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => this.view.setState({ problem: { code: 'notUnderstood' } }));
  }

  #handleWelcome({ session, seat, seats }: Message<'welcome'>): void {
    const isBack = this.#seal !== undefined;
    const { id, kind, tenantName, msSinceStart } = session;
    this.view.setState({
      mySeatId: seat.id,
      session: { id, kind, tenantName, startedAt: msSinceStart === null ? undefined : this.ports.now() - msSinceStart },
    });
    this.#kept = {
      token: seat.token,
      sessionId: id,
      name: this.#joining.name,
      routing: placeOf(this.#joining),
      resume: this.#kept?.resume,
    };
    this.view.setState({ isKept: this.#keeper.keep(this.#kept) });
    this.#handleSeats(seats);
    if (isBack) return this.desks.handleReconnected();
    const { side, storage, origin, wallNow } = this.ports;
    this.#invites ??= side.openInvites?.(this.#context(), { relay: this.#relay, storage, origin, wallNow });
    return this.#next(() => this.#beginSeal(seat.id));
  }

  async #beginSeal(mySeatId: string): Promise<void> {
    const { session } = this.view.getState();
    const { side, now, schedule, origin } = this.ports;
    const seal = await side.beginSeal(this.#joining, {
      begin: {
        wire: {
          log: (body) => this.#relay.log(toBase64Url(body)),
          pass: (body, to) => this.#relay.pass(toBase64Url(body), to),
        },
        clock: {
          now,
          after: (ms, run) => ({ stop: schedule(ms, run) }),
        },
        mySeatId,
        sessionId: session.id,
        name: this.#joining.name,
        origin,
        tenantName: session.tenantName,
        ...(this.#kept?.resume ? { resume: this.#kept.resume } : {}),
      },
      secrets: () => this.#invites?.secrets() ?? [],
      greeted: this.#greeted,
    });
    if (this.#lifetime.signal.aborted) return seal.close();
    this.#seal = seal;
    const { id: sessionId, tenantName } = session;
    const certificates = new CertificateDesk(this.#context(), {
      sessionId,
      keys: this.ports.organisation,
      removed: this.#removedBrowsers,
    });
    this.#certificates = certificates;
    this.#receipt = new ReceiptDesk(this.#context(), { sessionId, tenantName, origin, certificates }, this.ports.wallNow);
    this.#hear(seal);
    this.#showLink();
    return undefined;
  }

  #hear(seal: SealedSession): void {
    seal.on('changed', () => {
      const newcomers = this.desks.people.handleMembers(seal.members);
      this.#certificates?.handleMembers(seal.members, newcomers);
      this.view.setState({ words: seal.words });
      this.#showLink();
      for (const { seatId, role } of newcomers) {
        this.desks.handleJoined(seatId, role);
        this.#invites?.handleJoined(role);
      }
    });
    seal.on('frame-keys', (keys) => {
      this.desks.streams.handleKeys(keys);
      this.#guard('notKept', this.#keepResume(seal));
    });
    seal.on('event', (arrived) => this.#handleEvent(arrived));
    seal.on('admission-asked', (applicant) => this.#showApplicant(applicant));
    seal.on('vouch-asked', (applicant) => this.#showApplicant(applicant));
    seal.on('refused', ({ what, why, inviteId, seatId }) => {
      if (inviteId !== undefined) this.#invites?.handleBurnt(inviteId);
      // Whoever does not know the secret makes room for who does. When the line is lost the seat is taken by the next one anyway.
      if (seatId !== undefined) this.#relay.request('seat.refuse', { seatId }, anything).catch(() => undefined);
      if (what === 'handshake' || what === 'invite' || what === 'resume') this.view.setState({ problem: { code: why } });
    });
    seal.on('ended', ({ reason }) => this.#end(reason));
  }

  async #keepResume(seal: SealedSession): Promise<void> {
    const resume = await seal.resumeSecret();
    if (!this.#kept || this.#lifetime.signal.aborted) return;
    this.#kept = { ...this.#kept, resume };
    this.view.setState({ isKept: this.#keeper.keep(this.#kept) });
  }

  async #handleLog({ number, from, body, at }: Message<'log'>): Promise<void> {
    this.#entryAt = Date.parse(at);
    await this.#seal?.handleLog({ number, from, body: fromBase64Url(body) });
  }

  #handleEvent(arrived: ArrivedEvent): void {
    this.#receipt?.handleArrived(arrived);
    this.#certificates?.handleArrived(arrived);
    const { event, from, number } = arrived;
    const { seatId, name, role, isMe } = from;
    this.desks.recording.handleHeard(seatId);
    if (event.type === 'heartbeat' || this.#isEnding) return;
    if (event.type === 'control') this.desks.control.handleInput({ seatId, sequence: event.sequence, input: event.input });
    else if (event.type === 'laser')
      this.desks.drawings.handleLaser({ seatId, role, producerId: event.producerId, x: event.x ?? 0, y: event.y ?? 0 });
    else if (event.type === 'file-credit') this.desks.files.handleCredit(seatId, event);
    else if (number !== null) this.desks.handle({ event, seatId, name, isMe, role, at: this.#entryAt });
  }

  #handleSeats(seats: Message<'seats'>['seats']): void {
    const before = this.view.getState().people;
    this.desks.people.handleSeats(seats);
    const after = new Set(this.view.getState().people.map(({ seatId }) => seatId));
    for (const { seatId, name } of before) {
      if (after.has(seatId)) continue;
      this.desks.handleGone(seatId);
      // Who left has no key from here on either.
      if (this.role !== 'customer') continue;
      this.#guard('notRemoved', this.#seal?.remove(seatId));
      const isTakenOut = seats.some(({ id, state }) => id === seatId && state === 'removed');
      if (isTakenOut && !this.#removed.has(seatId)) this.view.setState({ problem: { code: 'takenOut', detail: name } });
    }
    this.view.setState(({ applicants }) => ({ applicants: applicants.filter(({ seatId }) => after.has(seatId)) }));
    this.#prepareRoom(seats);
    this.#showLink();
  }

  /** Both sides are here: what pictures need is opened while keys are agreed and people read. */
  #prepareRoom(seats: Message<'seats'>['seats']): void {
    const { mySeatId } = this.view.getState();
    const isAdmitted = seats.some(({ id, state }) => id === mySeatId && state === 'admitted');
    if (isAdmitted && seats.some(({ isHere, role }) => isHere && role !== this.role)) this.desks.streams.prepare();
  }

  #showApplicant(applicant: LiveView['applicants'][number]): void {
    this.view.setState(({ applicants }) => ({
      applicants: [...applicants.filter(({ seatId }) => seatId !== applicant.seatId), applicant],
    }));
  }

  #handleCapabilityEnded(capability: Capability): void {
    const source = sources.find((one) => capabilityOf[one] === capability);
    if (this.role === 'customer' && source) this.desks.streams.stop({ source });
  }

  #showLink(): void {
    const { link, people, unheardSince } = this.view.getState();
    if (link === 'ended') return;
    const isOtherHere = people.some(({ isMe, isHere, role }) => !isMe && isHere && role !== this.role);
    const next = linkOf(this.#relay.state, this.#seal?.state, { wasWelcomed: this.#kept !== undefined, isOtherHere });
    // That it is over is told with its reason right after, and everything is put away then.
    if (next === 'ended') return;
    if (next !== link && (next === 'locked' || link === 'locked')) this.desks.handleLock(next === 'locked');
    const { session } = this.view.getState();
    const isBegun = next === 'live' && session.startedAt === undefined;
    this.view.setState({ unheardSince: unheardSinceOf(next, unheardSince, this.ports.now()) });
    this.view.setState({ link: next, ...(isBegun ? { session: { ...session, startedAt: this.ports.now() } } : {}) });
  }

  /** The other side ended it; both sign the receipt before this one goes. */
  #handleSaidEnd(reason: string): void {
    this.#stopShowing();
    void this.#receipt?.covered().then(() => this.#end(reason));
  }

  #stopShowing(): void {
    this.#isEnding = true;
    this.desks.close();
  }

  /** It is over for this seat: nothing is captured, nothing is kept. */
  #end(reason: string, retryAfterSeconds?: number): void {
    if (this.view.getState().link === 'ended') return;
    // Whoever keeps what was said looks at it when it is over.
    this.desks.chat.flush();
    this.view.setState({ link: 'ended', endReason: reason, retryAfterSeconds });
    this.#keeper.forget();
    this.#invites?.forget();
    this.close();
  }
}
