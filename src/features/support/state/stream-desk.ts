import type { FrameKeys } from '../../../../seal/index.ts';
import type { ReceivedStream, RoomClient, SentStream } from '../../../platform/sfu/room-client.ts';
import type { Captured } from './capture.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { StreamView } from './live-view.ts';
import { mayHave, type Holds } from './may-have.ts';
import { aheadLimits, StreamsAhead } from './streams-ahead.ts';
import { LostSources, watchHold } from './taken-tracks.ts';

type Source = StreamView['source'];

interface Mine {
  readonly source: Source;
  captured: Captured;
  sent: SentStream;
  isPaused: boolean;
  isHeld: boolean;
}

interface Theirs {
  readonly seatId: string;
  /** It is being taken in. */
  isComing?: boolean;
  stream?: ReceivedStream | undefined;
}

type ShownShare = EventOf<'share'>['streams'][number];

export interface StreamDeskOptions {
  /** Opens the room on the server; each time anew after it was lost. */
  readonly openRoom: () => Promise<RoomClient>;
  /** My last stream of a source ended by itself: the browser's own bar, an unplugged camera. */
  readonly onEnded: (source: Source) => void;
}

type StreamDeskParts = StreamDeskOptions & { readonly holds: Holds };

/**
 * Pictures and voices, mine and the others'. Which producers there are, whose they are and what they show is believed when a member says so
 * in a sealed `share`; the relay only tells which ended, and which may come before they are named.
 */
export class StreamDesk {
  readonly #context: LiveContext;
  readonly #options: StreamDeskParts;
  readonly #mine = new Set<Mine>();
  /** Captured, and not sent yet: whoever stops everything in this moment means these too. */
  readonly #beginning = new Set<Pick<Mine, 'source' | 'captured'>>();
  readonly #theirs = new Map<string, Theirs>();
  readonly #ahead: StreamsAhead;
  /** What the relay told of before there were keys; more than may wait are not kept. */
  readonly #told = new Set<string>();
  /** What each seat says that its producers are. */
  readonly #shares = new Map<string, readonly ShownShare[]>();
  readonly #lost = new LostSources();
  #room: Promise<RoomClient> | undefined;
  #keys: FrameKeys | undefined;
  #isClosed = false;
  #isPrepared = false;

  constructor(context: LiveContext, options: StreamDeskParts) {
    this.#context = context;
    this.#options = options;
    this.#ahead = new StreamsAhead(context.schedule);
  }

  /** undefined: none until the next group, and no room. */
  handleKeys(keys: FrameKeys | undefined): void {
    this.#keys = keys;
    this.#room?.then(
      (room) => keys && room.setKeys(keys),
      () => undefined,
    );
    for (const producerId of this.#theirs.keys()) this.#receive(producerId);
    for (const producerId of this.#told) this.handleProducerAdded(producerId);
    this.#told.clear();
  }

  /** Opens the room before there is anything to send or to see; when that fails the first picture opens it. */
  prepare(): void {
    if (this.#isPrepared || this.#isClosed) return;
    this.#isPrepared = true;
    this.#open().catch(() => undefined);
  }

  /** Seals and sends it; the caller has closed nothing if this fails. @throws {Error} when the room cannot be had */
  async share(captured: Captured, source: Source): Promise<void> {
    const mine = await this.#begin(captured, source);
    if (this.#isClosed || captured.track.readyState === 'ended') {
      mine.sent.close();
      // Nobody may be told that they see something that is not there.
      throw new Error('it ended before it was shared');
    }
    this.#mine.add(mine);
    this.#lost.handleBegun(source);
    this.#watch(mine);
    this.#announce();
    return undefined;
  }

  /**
   * Another picture in the same stream: whoever sees it goes on seeing it, with what is drawn on it. `next` may close the one before, as phones
   * open one camera at a time; when it fails after that, the stream is over.
   * @throws {Error} when there is no such stream, or no other picture
   */
  async change(producerId: string, next: (before: Captured) => Promise<Captured>): Promise<void> {
    const mine = [...this.#mine].find(({ sent }) => sent.producerId === producerId);
    if (!mine) throw new Error('there is no such stream');
    try {
      const captured = await next(mine.captured);
      if (!this.#mine.has(mine)) return captured.close();
      mine.captured = captured;
      mine.isHeld = false;
      captured.track.enabled = !mine.isPaused;
      await mine.sent.replaceTrack(captured.track);
      this.#watch(mine);
    } catch (cause) {
      if (mine.captured.track.readyState === 'ended') this.#endedByItself(mine);
      throw cause;
    }
    return this.#announce();
  }

  /** How the network carries a stream, mine or another's; undefined: there is none, or it ended meanwhile. */
  async statsOf(producerId: string): Promise<RTCStatsReport | undefined> {
    const mine = [...this.#mine].find(({ sent }) => sent.producerId === producerId)?.sent;
    const stream = mine ?? this.#theirs.get(producerId)?.stream;
    return stream?.stats().catch(() => undefined);
  }

  #watch(mine: Mine): void {
    const { captured } = mine;
    captured.track.addEventListener('ended', () => mine.captured === captured && this.#endedByItself(mine));
    if (captured.track.readyState === 'ended') this.#endedByItself(mine);
    if (mine.source !== 'screen') watchHold(captured.track, this.#context.schedule, (isHeld) => this.#hold(mine, captured, isHeld));
  }

  #hold(mine: Mine, captured: Captured, isHeld: boolean): void {
    if (!this.#mine.has(mine) || mine.captured !== captured) return;
    mine.isHeld = isHeld;
    this.#announce();
  }

  async #begin(captured: Captured, source: Source): Promise<Mine> {
    const beginning = { source, captured };
    this.#beginning.add(beginning);
    try {
      const room = await this.#open();
      return { ...beginning, sent: await room.send(captured.track, { source }), isPaused: false, isHeld: false };
    } finally {
      this.#beginning.delete(beginning);
    }
  }

  /** Stops what I send: one, all of a source, or all. The tracks end before anything else. */
  stop(which: { readonly producerId?: string; readonly source?: Source } = {}): void {
    if (which.producerId === undefined)
      for (const beginning of this.#beginning) if ((which.source ?? beginning.source) === beginning.source) beginning.captured.close();
    for (const mine of this.#mine)
      if ((which.producerId ?? mine.sent.producerId) === mine.sent.producerId && (which.source ?? mine.source) === mine.source)
        this.#end(mine);
    this.#announce();
  }

  setPaused(source: Source, isPaused: boolean): void {
    for (const mine of this.#mine) {
      if (mine.source !== source) continue;
      mine.isPaused = isPaused;
      mine.captured.track.enabled = !isPaused;
      if (isPaused) mine.sent.pause();
      else mine.sent.resume();
    }
    this.#announce();
  }

  /** While nothing is heard of the customer's page nothing is sent either; what a person paused stays paused. */
  setLocked(isLocked: boolean): void {
    for (const { sent, isPaused } of this.#mine) {
      if (isLocked || isPaused) sent.pause();
      else sent.resume();
    }
  }

  has(source: Source): boolean {
    return [...this.#mine].some((mine) => mine.source === source);
  }

  /** How large a stream is shown here: smaller layers are enough for thumbnails. */
  setShownHeight(producerId: string, height: number): void {
    this.#theirs.get(producerId)?.stream?.setShownHeight(height);
  }

  /** The relay says that there is one: it may come and wait for its name, in a room that is open, once there are keys. */
  handleProducerAdded(producerId: string): void {
    const room = this.#room;
    if (!this.#keys && this.#told.size < aheadLimits.waiting) this.#told.add(producerId);
    if (!room || !this.#keys || this.#isClosed || this.#theirs.has(producerId)) return;
    this.#ahead.begin(producerId, async () => (await room).receiveUnnamed(producerId));
  }

  handleProducerRemoved(producerId: string): void {
    this.#told.delete(producerId);
    this.#ahead.drop(producerId);
    this.#close(producerId);
    this.#show();
  }

  /** Somebody is gone, and with them what they sent. */
  handleGone(seatId: string): void {
    this.#shares.delete(seatId);
    this.#lost.handleGone(seatId);
    for (const [producerId, their] of this.#theirs) if (their.seatId === seatId) this.#close(producerId);
    this.#show();
  }

  /** A member says what it sends: what is new is taken in, what is not there any more is closed. */
  handleShare({ event, seatId, isMe }: Said<EventOf<'share'>>): void {
    if (isMe) return;
    this.#shares.set(seatId, event.streams);
    this.#lost.handleSaid(seatId, event.lost);
    const named = new Set(event.streams.map(({ producerId }) => producerId));
    for (const [producerId, their] of this.#theirs) if (their.seatId === seatId && !named.has(producerId)) this.#close(producerId);
    for (const { producerId } of event.streams) {
      if (!this.#theirs.has(producerId)) this.#theirs.set(producerId, { seatId });
      this.#receive(producerId);
    }
    this.#show();
  }

  /** What I may see or hear is another: what is over is closed, what is allowed is taken in. */
  handleGrants(): void {
    if (this.#context.role === 'customer') return;
    for (const [producerId, their] of this.#theirs) {
      this.#receive(producerId);
      if (this.#mayHave(producerId, their.seatId)) continue;
      their.stream?.close();
      their.stream = undefined;
    }
    this.#show();
  }

  /** Says again what my producers are, for somebody who has just come. */
  handleJoined(): void {
    if (this.#mine.size > 0 || this.#lost.toSay()) this.#announce();
  }

  /** The line is back: the paths may be other ones. */
  handleReconnected(): void {
    const opened = this.#room;
    opened
      ?.then((room) => room.handleReconnected())
      .then(
        (isKnown) => !isKnown && this.#room === opened && this.#handleForgotten(),
        () => undefined,
      );
  }

  /** I was away for so long that the server closed what was mine; the others' streams go on. */
  #handleForgotten(): void {
    this.handleRoomLost();
    for (const [seatId, streams] of this.#shares)
      for (const share of streams) {
        const their = { seatId };
        this.#theirs.set(share.producerId, their);
        // What is not there any more either is said anew by whoever sends it.
        this.#receiveNow(share, their).catch(() => this.#theirs.delete(share.producerId));
      }
    this.#show();
  }

  /** The server lost the room: everything in it is made again. */
  handleRoomLost(): void {
    const gone = this.#room;
    this.#room = undefined;
    this.#ahead.close();
    for (const their of this.#theirs.values()) their.stream?.close();
    this.#theirs.clear();
    this.#show();
    gone?.then(
      (room) => room.close(),
      () => undefined,
    );
    this.#resend().catch(() => this.#context.fail('roomLost'));
  }

  close(): void {
    this.#isClosed = true;
    this.#ahead.close();
    for (const { captured } of this.#beginning) captured.close();
    for (const mine of this.#mine) this.#end(mine);
    for (const their of this.#theirs.values()) their.stream?.close();
    this.#theirs.clear();
    this.#show();
    this.#room?.then(
      (room) => room.close(),
      () => undefined,
    );
  }

  #close(producerId: string): void {
    this.#theirs.get(producerId)?.stream?.close();
    this.#theirs.delete(producerId);
  }

  async #resend(): Promise<void> {
    const room = this.#mine.size > 0 ? await this.#open() : undefined;
    for (const mine of this.#mine) if (room) mine.sent = await room.send(mine.captured.track, { source: mine.source });
    this.#announce();
  }

  #open(): Promise<RoomClient> {
    this.#room ??= this.#options.openRoom().then((room) => {
      if (this.#keys) room.setKeys(this.#keys);
      return room;
    });
    this.#room.catch(() => (this.#room = undefined));
    return this.#room;
  }

  /** Takes a producer in once its owner has spoken of it and there are keys. */
  #receive(producerId: string): void {
    const their = this.#theirs.get(producerId);
    const share = this.#shareOf(producerId, their?.seatId);
    if (!their || their.stream || their.isComing || !this.#keys || !share || !this.#mayHave(producerId, their.seatId)) return;
    their.isComing = true;
    this.#receiveNow(share, their)
      .catch(() => this.#context.fail('streamNotReceived'))
      .finally(() => (their.isComing = false));
  }

  async #receiveNow({ producerId, context }: ShownShare, their: Theirs): Promise<void> {
    const room = await this.#open();
    const isOver = (): boolean => !!their.stream || this.#theirs.get(producerId) !== their || !this.#mayHave(producerId, their.seatId);
    if (isOver()) return;
    const origin = { seatId: their.seatId, context };
    const stream = (await this.#ahead.named(producerId, origin)) ?? (await room.receive(producerId, origin));
    if (this.#isClosed || isOver()) return stream.close();
    their.stream = stream;
    this.#show();
    return undefined;
  }

  #mayHave(producerId: string, seatId: string): boolean {
    return mayHave(this.#context, this.#options.holds, { seatId, source: this.#shareOf(producerId, seatId)?.source });
  }

  #shareOf(producerId: string, seatId = ''): ShownShare | undefined {
    return this.#shares.get(seatId)?.find((one) => one.producerId === producerId);
  }

  #endedByItself(mine: Mine): void {
    if (!this.#mine.has(mine)) return;
    this.#end(mine);
    if (!this.has(mine.source)) this.#lost.handleEnded(mine.source);
    this.#announce();
    if (!this.has(mine.source)) this.#options.onEnded(mine.source);
  }

  #end(mine: Mine): void {
    mine.captured.close();
    mine.sent.close();
    this.#mine.delete(mine);
  }

  #announce(): void {
    const streams = [...this.#mine].map((mine): ShownShare => {
      const { width = 0, height = 0 } = mine.captured.track.getSettings();
      return {
        producerId: mine.sent.producerId,
        context: mine.sent.context,
        source: mine.source,
        label: mine.captured.label.slice(0, 200),
        width,
        height,
        isPaused: mine.isPaused,
        ...(mine.isHeld ? { isHeld: true } : {}),
      };
    });
    const lost = this.#lost.toSay();
    this.#context.send({ type: 'share', streams, ...(lost ? { lost } : {}) });
    this.#show();
  }

  #show(): void {
    const { mySeatId } = this.#context.view.getState();
    const mine = [...this.#mine].map(({ sent, source, captured, isPaused, isHeld }): StreamView => {
      const { width = 0, height = 0 } = captured.track.getSettings();
      const { label, track } = captured;
      return { producerId: sent.producerId, seatId: mySeatId, source, label, width, height, isPaused, isHeld, isMine: true, track };
    });
    const theirs = [...this.#theirs].flatMap(([producerId, { seatId, stream }]): StreamView[] => {
      const share = this.#shareOf(producerId, seatId);
      return share && this.#mayHave(producerId, seatId) ? [{ ...share, seatId, isMine: false, track: stream?.track }] : [];
    });
    this.#context.view.setState({ streams: [...mine, ...theirs], lost: this.#lost.view(mySeatId) });
  }
}
