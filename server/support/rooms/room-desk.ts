import type { MediaKind, MediaSource, ServerMessage } from '../../../protocol/support/relay.ts';
import type { Forwarded, ForwardedWish, MediaRoom, RoomConsumer, RoomEngine, RoomProducer, RoomTransport } from '../../media/index.ts';
import { ServiceError } from '../../platform/service-error.ts';

/** What one seat may hold: two directions, twice while a page comes back; a screen, a camera and a voice, and some spare. */
export const roomLimits = { transports: 4, producers: 8, consumers: 48 } as const;

type Connect = Parameters<RoomTransport['connect']>[0];
type Produce = Parameters<RoomTransport['produce']>[0] & { readonly source: MediaSource };
type Consume = Parameters<RoomTransport['consume']>[0];
type Layers = Parameters<RoomConsumer['setLayers']>[0];

interface Held<Thing> {
  readonly seatId: string;
  readonly thing: Thing;
}
interface Way extends Held<RoomTransport> {
  /** A stream was put on it. That nothing is heard on one that has carried nothing says nothing. */
  isUsed: boolean;
}
interface Sent extends Held<RoomProducer> {
  readonly source: MediaSource;
  readonly kind: MediaKind;
}

/** A stream that somebody sends. */
export interface RoomStream {
  readonly producerId: string;
  readonly seatId: string;
  readonly source: MediaSource;
  readonly kind: MediaKind;
}

export interface RoomDeskParts {
  readonly engine: RoomEngine;
  /** Tells everybody who may use the room, except one seat. */
  readonly tell: (message: ServerMessage, exceptSeatId?: string) => void;
  /** Nothing is heard any more on any way of a seat. */
  readonly onSilent: (seatId: string) => void;
}

/** The media of one session: whose transports, producers and consumers there are. Another seat's are as if they were not there. */
export class RoomDesk {
  readonly #parts: RoomDeskParts;
  #room: Promise<MediaRoom> | undefined;
  readonly #transports = new Map<string, Way>();
  readonly #producers = new Map<string, Sent>();
  readonly #consumers = new Map<string, Held<RoomConsumer>>();
  /** Rooms whose loss is waited for. */
  readonly #watched = new WeakSet<MediaRoom>();
  #isClosed = false;

  constructor(parts: RoomDeskParts) {
    this.#parts = parts;
  }

  /** Opens the room when nobody did; a seat that has something in it already is a page that was loaded again, and begins anew. */
  async open(seatId: string): Promise<Pick<MediaRoom, 'rtpCapabilities'>> {
    this.closeSeat(seatId);
    return this.#open();
  }

  async addTransport(seatId: string): Promise<RoomTransport> {
    requireFewer(this.#transports, seatId, roomLimits.transports);
    const room = await this.#open();
    const transport = await room.addTransport();
    if (this.#isClosed) {
      transport.close();
      throw new ServiceError('session-over');
    }
    this.#transports.set(transport.id, { seatId, thing: transport, isUsed: false });
    void transport.closed.then(() => this.#transports.delete(transport.id));
    transport.onSilent(() => {
      if (this.isSilent(seatId)) this.#parts.onSilent(seatId);
    });
    return transport;
  }

  /** Whether it uses ways into the room, and nothing is heard on any. */
  isSilent(seatId: string): boolean {
    const theirs = [...this.#transports.values()].filter((way) => way.seatId === seatId && way.isUsed);
    return theirs.length > 0 && theirs.every(({ thing }) => thing.isSilent);
  }

  async connect(seatId: string, transportId: string, dtlsParameters: Connect): Promise<void> {
    await own(this.#transports, seatId, transportId).connect(dtlsParameters);
  }

  restartIce(seatId: string, transportId: string): ReturnType<RoomTransport['restartIce']> {
    return own(this.#transports, seatId, transportId).restartIce();
  }

  async produce(seatId: string, transportId: string, { source, ...media }: Produce): Promise<string> {
    requireFewer(this.#producers, seatId, roomLimits.producers);
    const producer = await this.#used(seatId, transportId).produce(media);
    this.#producers.set(producer.id, { seatId, source, kind: producer.kind, thing: producer });
    void producer.closed.then(() => this.#handleProducerClosed(producer.id));
    this.#parts.tell({ type: 'producer-added', producerId: producer.id, seatId, source, kind: producer.kind }, seatId);
    return producer.id;
  }

  producer(seatId: string, producerId: string): RoomProducer {
    return own(this.#producers, seatId, producerId);
  }

  async consume(seatId: string, transportId: string, wanted: Consume): Promise<RoomConsumer> {
    requireFewer(this.#consumers, seatId, roomLimits.consumers);
    if (!this.#producers.has(wanted.producerId)) throw new ServiceError('not-found');
    const consumer = await this.#used(seatId, transportId).consume(wanted);
    this.#consumers.set(consumer.id, { seatId, thing: consumer });
    void consumer.closed.then(() => this.#consumers.delete(consumer.id));
    return consumer;
  }

  consumer(seatId: string, consumerId: string): RoomConsumer {
    return own(this.#consumers, seatId, consumerId);
  }

  setLayers(seatId: string, consumerId: string, layers: Layers): Promise<void> {
    return own(this.#consumers, seatId, consumerId).setLayers(layers);
  }

  /** What others send, for somebody who has just come. */
  producersFor(seatId: string): readonly ServerMessage[] {
    return this.streams.flatMap((stream) => (stream.seatId === seatId ? [] : [{ type: 'producer-added' as const, ...stream }]));
  }

  /** Of all seats, the oldest first. */
  get streams(): readonly RoomStream[] {
    return [...this.#producers].map(([producerId, { seatId, source, kind }]) => ({ producerId, seatId, source, kind }));
  }

  /** What is forwarded of a stream right now, whoever sends it. @throws {ServiceError} `not-found`; {MediaError} when it ends meanwhile */
  async forwarded(producerId: string, wish: ForwardedWish): Promise<Forwarded> {
    const room = await this.#room;
    if (!room || !this.#producers.has(producerId)) throw new ServiceError('not-found');
    return room.forwarded(producerId, wish);
  }

  /** Everything of a seat that left, or whose page is another now. */
  closeSeat(seatId: string): void {
    for (const { seatId: owner, thing } of this.#transports.values()) if (owner === seatId) thing.close();
    for (const [id, sent] of this.#producers) {
      if (sent.seatId !== seatId) continue;
      sent.thing.close();
      this.#handleProducerClosed(id);
    }
  }

  /** The session is over, or nobody is here. Mine and idempotent; may be opened again unless it is `forGood`. */
  close({ forGood }: { readonly forGood: boolean }): void {
    if (forGood) this.#isClosed = true;
    const room = this.#room;
    this.#forget();
    room?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  #used(seatId: string, transportId: string): RoomTransport {
    const way = heldBy(seatId, this.#transports, transportId);
    way.isUsed = true;
    return way.thing;
  }

  async #open(): Promise<MediaRoom> {
    if (this.#isClosed) throw new ServiceError('session-over');
    const opening = (this.#room ??= this.#parts.engine.openRoom());
    try {
      const room = await opening;
      if (this.#room === opening) this.#watch(opening, room);
      return room;
    } catch (error) {
      if (this.#room === opening) this.#room = undefined;
      throw error;
    }
  }

  #watch(opening: Promise<MediaRoom>, room: MediaRoom): void {
    if (this.#watched.has(room)) return;
    this.#watched.add(room);
    void room.lost.then(() => this.#handleLost(opening));
  }

  #handleLost(lost: Promise<MediaRoom>): void {
    if (this.#room !== lost) return;
    this.#forget();
    this.#parts.tell({ type: 'room-lost' });
  }

  #forget(): void {
    this.#room = undefined;
    this.#transports.clear();
    this.#producers.clear();
    this.#consumers.clear();
  }

  #handleProducerClosed(producerId: string): void {
    if (this.#producers.delete(producerId)) this.#parts.tell({ type: 'producer-removed', producerId });
  }
}

/** @throws {ServiceError} `not-found` also for another seat's */
function own<Thing>(things: ReadonlyMap<string, Held<Thing>>, seatId: string, id: string): Thing {
  return heldBy(seatId, things, id).thing;
}

function heldBy<Entry extends Held<unknown>>(seatId: string, things: ReadonlyMap<string, Entry>, id: string): Entry {
  const held = things.get(id);
  if (!held || held.seatId !== seatId) throw new ServiceError('not-found');
  return held;
}

function requireFewer(things: ReadonlyMap<string, Held<unknown>>, seatId: string, limit: number): void {
  const theirs = [...things.values()].filter((held) => held.seatId === seatId);
  if (theirs.length >= limit) throw new ServiceError('limit-reached');
}
