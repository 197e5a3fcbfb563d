import type { SealedEvent, SeatRole } from '../../../../seal/index.ts';
import { CameraDesk } from './camera-desk.ts';
import { CapabilityDesk } from './capability-desk.ts';
import { ChatDesk } from './chat-desk.ts';
import { ClipPictureDesk } from './clip-picture-desk.ts';
import { ControlDesk } from './control-desk.ts';
import { DrawingDesk, isOfDrawings } from './drawing-desk.ts';
import { ExchangeDesk } from './exchange-desk.ts';
import { FileDesk, type SendChunk } from './file-desk.ts';
import { HistoryDesk } from './history-desk.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability } from './live-view.ts';
import { PeopleDesk } from './people-desk.ts';
import { capabilityOf, sources } from './sources.ts';
import { RecordingDesk } from './recording-desk.ts';
import { StillDesk, type StillDeskOptions } from './still-desk.ts';
import { StreamDesk, type StreamDeskOptions } from './stream-desk.ts';

export interface DesksOptions extends StreamDeskOptions, Pick<StillDeskOptions, 'openTaker'> {
  /** This page came back to a seat that it had before it was loaded again. */
  readonly isBack?: boolean;
  readonly canShowScreen?: () => boolean;
  /** A capability ended on this side. */
  readonly onCapabilityEnded: (capability: Capability) => void;
  readonly sendChunk: SendChunk;
  /** Resolves when the line takes more pieces. */
  readonly roomForChunk: () => Promise<void>;
  /** The other side said that it is over. */
  readonly onSaidEnd: (reason: string) => void;
}

/** A long history comes in parts, one after the other. */
const tellingMs = 30_000;

type Handlers = { readonly [Type in SealedEvent['type']]?: (said: Said<EventOf<Type>>) => void };

/** Everything that a session consists of, and who is told of what. */
export class LiveDesks {
  readonly people: PeopleDesk;
  readonly chat: ChatDesk;
  readonly capabilities: CapabilityDesk;
  readonly drawings: DrawingDesk;
  readonly exchange: ExchangeDesk;
  readonly clipPictures: ClipPictureDesk;
  readonly control: ControlDesk;
  readonly files: FileDesk;
  readonly streams: StreamDesk;
  readonly camera: CameraDesk;
  readonly stills: StillDesk;
  readonly history: HistoryDesk;
  readonly recording: RecordingDesk;
  readonly #context: LiveContext;
  readonly #handlers: Handlers;
  readonly #isBack: boolean;
  /** When an expert first told this page of before. */
  #toldAt: number | undefined;

  constructor(context: LiveContext, options: DesksOptions) {
    this.#context = context;
    this.#isBack = options.isBack === true;
    const holds = (capability: Capability, seatId: string): boolean => this.capabilities.holds(capability, seatId);
    this.people = new PeopleDesk(context);
    this.chat = new ChatDesk(context);
    this.history = new HistoryDesk(context);
    this.recording = new RecordingDesk(context);
    this.streams = new StreamDesk(context, { ...options, holds });
    this.control = new ControlDesk(context, holds, options.canShowScreen);
    this.exchange = new ExchangeDesk(context, holds);
    this.files = new FileDesk(context, {
      sendChunk: options.sendChunk,
      room: options.roomForChunk,
      holds,
      ask: (capability) => this.capabilities.ask(capability, null),
    });
    this.clipPictures = new ClipPictureDesk(context, { holds, files: this.files });
    this.camera = new CameraDesk(context, (seatId) => holds('camera', seatId));
    this.stills = new StillDesk(context, {
      holds,
      files: this.files,
      drawnOn: (producerId) => this.drawings.drawnOn(producerId),
      carry: (drawn, stillId) => this.drawings.carry(drawn, stillId),
      openTaker: options.openTaker,
    });
    this.drawings = new DrawingDesk(context, ({ role, seatId }) => role === 'customer' || holds('point', seatId));
    this.capabilities = new CapabilityDesk(context, {
      ended: (capability) => {
        if (capability === 'control') this.control.handleEnded();
        if (capability === 'clipboard') this.clipPictures.handleEnded();
        this.streams.handleGrants();
        options.onCapabilityEnded(capability);
      },
      granted: (capability, seatId) => {
        if (capability === 'control') this.control.handleBegun(seatId);
        if (capability === 'files') this.files.handleGranted();
        this.streams.handleGrants();
      },
    });
    this.#handlers = this.#table(options);
  }

  /** Something was said; in the order of the log. */
  handle(said: Said<SealedEvent>): void {
    if (this.#isAllowed(said)) this.history.handleSaid(said);
    this.#context.view.setState({ saidAt: said.at });
    this.#dispatch(said);
  }

  /** What an expert said without being allowed to was not done here, and is told to nobody. */
  #isAllowed({ event, seatId, role }: Said<SealedEvent>): boolean {
    if (isOfDrawings(event)) return this.drawings.allows({ event, seatId, role });
    if (event.type === 'still-taken') return this.stills.mayTake({ role, seatId });
    if (role === 'customer' || this.#context.role === 'expert') return true;
    return event.type !== 'file-offer' || this.capabilities.holds('files', seatId);
  }

  /**
   * Somebody is in the group who was not, or came back with a new page. What they had is not theirs any more: it is asked for again. What is
   * shown at this moment they can see, and the customer's side says so.
   */
  handleJoined(seatId: string, role: SeatRole): void {
    this.capabilities.handleGone(seatId);
    this.recording.handleGone(seatId);
    if (role === 'customer') this.#handleNewCustomerPage(seatId);
    // First what pictures wait for.
    this.streams.handleJoined();
    if (role === 'expert' && this.#context.role === 'customer') this.#grantShown(seatId);
    this.recording.handleJoined();
    this.control.handleGone(seatId);
    this.control.handleJoined(seatId);
    this.control.announce();
    this.camera.announce();
    this.history.handleJoined(seatId);
    if (role === 'expert' && this.#context.role === 'customer') this.#tellStanding(seatId);
  }

  /** What others may do and who controls: a newcomer has heard nothing of it, and would take what they draw and hand on for nothing. */
  #tellStanding(to: string): void {
    const { mySeatId, people, controlHolder } = this.#context.view.getState();
    const events = [
      ...this.capabilities.standing().filter(({ seatId }) => seatId !== to),
      ...(controlHolder === undefined ? [] : [{ type: 'control-holder', seatId: controlHolder } as const]),
    ];
    const name = people.find(({ isMe }) => isMe)?.name ?? '';
    const number = Math.max(0, Math.round(this.#context.now()));
    if (events.length > 0)
      this.#context.send({ type: 'history', to, events: events.map((event) => ({ seatId: mySeatId, name, number, event })) });
  }

  /** The customer's page has forgotten whom it allowed what, and sends nothing any more. */
  #handleNewCustomerPage(seatId: string): void {
    this.capabilities.reset();
    this.control.handleEnded();
    this.camera.handleNewCustomerPage();
    this.streams.handleGone(seatId);
  }

  /** For no longer than somebody may already. */
  #grantShown(seatId: string): void {
    for (const source of sources) if (this.streams.has(source)) this.capabilities.letSee(capabilityOf[source], seatId);
  }

  /** Whether something is heard of the customer's page. */
  handleLock(isLocked: boolean): void {
    this.streams.setLocked(isLocked);
    if (isLocked) this.files.stopSending();
  }

  /** The line is back. */
  handleReconnected(): void {
    this.streams.handleReconnected();
    this.files.handleReconnected();
  }

  handleGone(seatId: string): void {
    this.capabilities.handleGone(seatId);
    this.camera.handleGone(seatId);
    this.control.handleGone(seatId);
    this.recording.handleGone(seatId);
    this.streams.handleGone(seatId);
    this.files.handleGone(seatId);
  }

  close(): void {
    this.chat.flush();
    this.capabilities.close();
    this.drawings.close();
    this.files.close();
    this.recording.close();
    this.stills.close();
    this.clipPictures.close();
    this.streams.close();
  }

  #table(options: DesksOptions): Handlers {
    const { chat, capabilities, drawings, exchange, control, streams, files, recording, camera, stills } = this;
    return {
      chat: (said) => chat.handleSaid(said),
      ask: (said) => capabilities.handleAsk(said),
      grant: (said) => capabilities.handleGrant(said),
      refuse: (said) => capabilities.handleRefuse(said),
      withdraw: (said) => capabilities.handleWithdraw(said),
      'give-back': (said) => capabilities.handleGiveBack(said),
      revoke: (said) => capabilities.handleRevoke(said),
      share: (said) => streams.handleShare(said),
      draw: (said) => drawings.handleSaid(said),
      scene: (said) => drawings.handleSaid(said),
      undraw: (said) => drawings.handleSaid(said),
      'clear-drawings': (said) => drawings.handleSaid(said),
      'step-done': (said) => drawings.handleSaid(said),
      clipboard: (said) => exchange.handleClipboard(said),
      'clipboard-picture': (said) => this.clipPictures.handleSaid(said),
      diagnostics: (said) => exchange.handleDiagnostics(said),
      'file-offer': (said) => files.handleOffer(said),
      'file-accept': (said) => files.handleAccept(said),
      'file-refuse': (said) => files.handleRefuse(said),
      'file-cancel': (said) => files.handleCancel(said),
      'file-done': (said) => files.handleDone(said),
      'camera-state': (said) => camera.handleState(said),
      'camera-ask': (said) => camera.handleAsk(said),
      'camera-answer': (said) => camera.handleAnswer(said),
      'still-ask': (said) => stills.handleAsk(said),
      'still-failed': (said) => stills.handleFailed(said),
      still: (said) => stills.handleStill(said),
      'still-taken': (said) => stills.handleTaken(said),
      'still-note': (said) => stills.taker?.handleNote(said),
      'still-drop': (said) => stills.handleDrop(said),
      'still-keep': (said) => stills.taker?.handleKeep(said),
      'still-show': (said) => stills.handleShow(said),
      'code-read': (said) => stills.taker?.handleCode(said),
      'control-holder': (said) => control.handleHolder(said),
      'control-target': (said) => control.handleTarget(said),
      recording: (said) => recording.handleSaid(said),
      survey: ({ event, role }) => role === 'customer' && this.#context.view.setState({ survey: { rating: event.rating } }),
      end: ({ event, isMe }) => !isMe && options.onSaidEnd(event.reason),
      history: (said) => this.#handleHistory(said),
    };
  }

  #dispatch(said: Said<SealedEvent>): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's key is the event's own type
    const handler = this.#handlers[said.event.type] as ((said: Said<SealedEvent>) => void) | undefined;
    handler?.(said);
  }

  /** What was said before I came. The customer's side is believed; a customer who came back believes an expert, in what experts may say. */
  #handleHistory({ event, role, isMe }: Said<EventOf<'history'>>): void {
    const { people, mySeatId } = this.#context.view.getState();
    if (isMe || event.to !== mySeatId || !this.#believesOfBefore(role)) return;
    for (const entry of event.events) {
      if (!entry || (isOfPictures(entry.event) && !this.#believesOfPictures(role))) continue;
      const { seatId, name, number, event: told } = entry;
      const who = people.find((person) => person.seatId === seatId);
      const said = { event: told, seatId, name, isMe: seatId === mySeatId, role: who?.role ?? 'expert', at: number } as const;
      this.history.handleSaid(said);
      this.#context.view.setState({ saidAt: number });
      this.#handleTold(said, role);
    }
  }

  /**
   * A customer believes an expert in what was before only where there was something before them (their page was loaded again, or another customer
   * is there), and at once: later they would take words for others' that nobody said.
   */
  #believesOfBefore(teller: SeatRole): boolean {
    const { role, view } = this.#context;
    if (teller === 'customer') return true;
    const wasThereBefore = this.#isBack || view.getState().people.some((person) => person.role === 'customer' && !person.isMe);
    if (role !== 'customer' || !wasThereBefore) return false;
    const now = this.#context.now();
    this.#toldAt ??= now;
    return now - this.#toldAt <= tellingMs;
  }

  /**
   * A customer's page that came back believes an expert in what was drawn and taken, as long as nobody may do anything on it. Afterwards an expert
   * needs the customer's yes as for everything that is drawn, and what they tell of what others drew, ticked off, cleared or took is nothing.
   */
  #believesOfPictures(teller: SeatRole): boolean {
    const { capabilities } = this.#context.view.getState();
    return teller === 'customer' || (this.#isBack && Object.values(capabilities).every(({ state }) => state !== 'granted'));
  }

  #handleTold(said: Said<SealedEvent>, teller: SeatRole): void {
    const { event } = said;
    if (isOfDrawings(event)) {
      // What was drawn before a customer's page was loaded again is of pictures that are no more; steps stand in their list without one.
      const isOfSteps = event.type === 'draw' ? event.tool === 'step' : event.type !== 'scene';
      return teller === 'customer' || isOfSteps ? this.drawings.handleTold({ ...said, event }) : undefined;
    }
    if (event.type === 'still-taken') return teller === 'customer' ? this.stills.handleTold({ ...said, event }) : undefined;
    // A customer's new page has none of the files that its former one had.
    if (teller === 'expert' && event.type.startsWith('file-')) return undefined;
    if (teller === 'expert') return this.#dispatch(said);
    if (event.type === 'file-offer') return this.files.handleTold({ ...said, event });
    if (event.type === 'file-done') return this.files.handleTold({ ...said, event });
    return this.#dispatch(said);
  }
}

/** What an expert's word of what was before does not put upon a customer's picture. */
function isOfPictures(event: SealedEvent): boolean {
  return isOfDrawings(event) || event.type === 'still' || event.type === 'still-taken';
}
