import { newId } from '../platform/ids.ts';
import { MediaError } from './media-engine.ts';
import type {
  Forwarded,
  ForwardedWish,
  IceParameters,
  MediaRoom,
  RoomConsumer,
  RoomEngine,
  RoomProducer,
  RoomRtpCapabilities,
  RoomRtpParameters,
  RoomTransport,
} from './room-engine.ts';

const carried = ['audio/opus', 'video/vp8', 'video/vp9'];

/** Rooms without media: who sends and who receives is real, packets are not. */
export class FakeRoomEngine implements RoomEngine {
  /** While true, no room is had, as when no worker lives. */
  isUnavailable = false;
  readonly rooms = new Set<FakeRoom>();

  async openRoom(): Promise<FakeRoom> {
    if (this.isUnavailable) throw new MediaError('unavailable', 'no media worker is alive');
    const room: FakeRoom = new FakeRoom(() => this.rooms.delete(room));
    this.rooms.add(room);
    return room;
  }

  gauges(): { readonly rooms: number; readonly transports: number } {
    return { rooms: this.rooms.size, transports: [...this.rooms].reduce((sum, room) => sum + room.transports, 0) };
  }

  /** The worker dies: every room is lost. */
  killWorker(): void {
    for (const room of this.rooms) room.lose();
  }
}

export class FakeRoom implements MediaRoom {
  readonly rtpCapabilities: RoomRtpCapabilities = {
    codecs: [
      { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 100 },
      { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 101 },
    ],
    headerExtensions: [],
  };
  readonly lost: Promise<void>;
  readonly producers = new Map<string, FakeStream>();
  readonly #transports = new Set<FakeRoomTransport>();
  readonly #onClosed: () => void;
  #lose: () => void = () => undefined;
  isClosed = false;

  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
    this.lost = new Promise((resolve) => (this.#lose = resolve));
  }

  async addTransport(): Promise<FakeRoomTransport> {
    if (this.isClosed) throw new MediaError('closed', 'the room is closed');
    const transport = new FakeRoomTransport(this);
    this.#transports.add(transport);
    void transport.closed.then(() => this.#transports.delete(transport));
    return transport;
  }

  async forwarded(producerId: string, { count }: ForwardedWish): Promise<Forwarded> {
    if (this.isClosed) throw new MediaError('closed', 'the room is closed');
    const producer = this.producers.get(producerId);
    if (!producer || producer.isClosed) throw new MediaError('not-acceptable', 'there is no such producer');
    const { isPaused, packets } = producer;
    const mimeType = producer.rtpParameters.codecs[0]?.mimeType;
    const name = typeof mimeType === 'string' ? mimeType : '';
    return { mimeType: name, isPaused, hasEnded: false, packets: isPaused ? [] : packets.slice(0, count) };
  }

  get transports(): number {
    return this.#transports.size;
  }

  /** Nothing comes from the browsers any more. */
  fallSilent(): void {
    for (const transport of this.#transports) transport.fallSilent();
  }

  lose(): void {
    this.close();
    this.#lose();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const transport of this.#transports) transport.close();
    this.#onClosed();
  }
}

/** A producer or a consumer. */
class FakeStream {
  readonly id = newId();
  readonly kind: 'audio' | 'video';
  readonly rtpParameters: RoomRtpParameters;
  readonly closed: Promise<void>;
  /** What a test pretends that its sender sends. */
  readonly packets: Buffer[] = [];
  readonly #after = new Set<FakeStream>();
  isPaused: boolean;
  isClosed = false;
  #resolve: () => void = () => undefined;

  constructor(kind: 'audio' | 'video', rtpParameters: RoomRtpParameters, isPaused: boolean) {
    this.kind = kind;
    this.rtpParameters = rtpParameters;
    this.isPaused = isPaused;
    this.closed = new Promise((resolve) => (this.#resolve = resolve));
  }

  async pause(): Promise<void> {
    this.isPaused = true;
  }

  async resume(): Promise<void> {
    this.isPaused = false;
  }

  async setLayers(): Promise<void> {
    await Promise.resolve();
  }

  async requestKeyFrame(): Promise<void> {
    await Promise.resolve();
  }

  /** Closes with this one. */
  follow(other: FakeStream): void {
    this.#after.add(other);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const other of this.#after) other.close();
    this.#resolve();
  }
}

class FakeRoomTransport implements RoomTransport {
  readonly id = newId();
  readonly iceCandidates = [{ protocol: 'udp', ip: '192.0.2.1', port: 40_000, priority: 1, foundation: '1', type: 'host' }];
  readonly dtlsParameters = { role: 'auto' as const, fingerprints: [{ algorithm: 'sha-256', value: '00' }] };
  readonly closed: Promise<void>;
  readonly #room: FakeRoom;
  readonly #silenceListeners = new Set<() => void>();
  readonly #streams = new Set<FakeStream>();
  isSilent = false;
  #generation = 1;
  #isConnected = false;
  #isClosed = false;
  #resolve: () => void = () => undefined;

  constructor(room: FakeRoom) {
    this.#room = room;
    this.closed = new Promise((resolve) => (this.#resolve = resolve));
  }

  get iceParameters(): IceParameters {
    return { usernameFragment: `fake${String(this.#generation)}`, password: 'fake', iceLite: true };
  }

  async connect(): Promise<void> {
    if (this.#isConnected) throw new MediaError('closed', 'the transport is connected already');
    this.#isConnected = true;
  }

  onSilent(listener: () => void): void {
    this.#silenceListeners.add(listener);
  }

  /** The browser's page or network is gone; of one that was never there nothing is heard either, and nobody notices. */
  fallSilent(): void {
    if (this.#streams.size === 0) return;
    this.isSilent = true;
    for (const listener of this.#silenceListeners) listener();
  }

  async restartIce(): Promise<IceParameters> {
    this.#generation += 1;
    return this.iceParameters;
  }

  async produce({ kind, rtpParameters }: { kind: 'audio' | 'video'; rtpParameters: RoomRtpParameters }): Promise<RoomProducer> {
    this.#requireOpen();
    const isCarried = rtpParameters.codecs.every(
      ({ mimeType }) => typeof mimeType === 'string' && carried.includes(mimeType.toLowerCase()),
    );
    if (!isCarried) throw new MediaError('not-acceptable', 'this media is not carried here');
    const producer = new FakeStream(kind, rtpParameters, false);
    this.#streams.add(producer);
    this.#room.producers.set(producer.id, producer);
    void producer.closed.then(() => this.#room.producers.delete(producer.id));
    return producer;
  }

  async consume({ producerId }: { producerId: string; rtpCapabilities: RoomRtpCapabilities }): Promise<RoomConsumer> {
    this.#requireOpen();
    const producer = this.#room.producers.get(producerId);
    if (!producer) throw new MediaError('not-acceptable', 'there is no such producer');
    const consumer = new FakeStream(producer.kind, producer.rtpParameters, true);
    producer.follow(consumer);
    this.#streams.add(consumer);
    return consumer;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const stream of this.#streams) stream.close();
    this.#resolve();
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new MediaError('closed', 'the transport is closed');
  }
}
