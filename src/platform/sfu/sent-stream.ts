import type { types } from 'mediasoup-client';
import { done, type RoomRequest } from './room-wire.ts';
import { SenderTap } from './sender-tap.ts';

/** A picture or a voice that this side sends. The track is the caller's: closing this does not stop it. */
export interface SentStream {
  readonly producerId: string;
  /** Of its frames' key ids; who is to open them has to know it. */
  readonly context: number;
  /** Nothing is sent until `resume`. */
  pause(): void;
  resume(): void;
  replaceTrack(track: MediaStreamTrack): Promise<void>;
  /** How the network carries it (WebRTC Statistics). */
  stats(): Promise<RTCStatsReport>;
  /** Mine, idempotent. */
  close(): void;
}

/** What the SFU is told of a stream; when the line is lost it learns it from the stream itself, or forgets it with the seat. */
export class SentProducer implements SentStream {
  readonly #producer: types.Producer;
  readonly #request: RoomRequest;
  readonly context: number;
  readonly #tap: SenderTap | undefined;

  /** `hasTap`: it is paused by its sender alone, and nothing is negotiated for that. */
  constructor(producer: types.Producer, context: number, { request, hasTap }: { readonly request: RoomRequest; readonly hasTap: boolean }) {
    this.context = context;
    this.#producer = producer;
    this.#request = request;
    if (hasTap && producer.rtpSender) this.#tap = new SenderTap(producer.rtpSender);
  }

  get producerId(): string {
    return this.#producer.id;
  }

  pause(): void {
    if (this.#producer.paused || this.#producer.closed) return;
    this.#tap?.set(false);
    this.#producer.pause();
    this.#tell('room.pause');
  }

  resume(): void {
    if (!this.#producer.paused || this.#producer.closed) return;
    this.#producer.resume();
    this.#tap?.set(true);
    this.#tell('room.resume');
  }

  replaceTrack(track: MediaStreamTrack): Promise<void> {
    return this.#producer.replaceTrack({ track });
  }

  stats(): Promise<RTCStatsReport> {
    return this.#producer.getStats();
  }

  close(): void {
    if (this.#producer.closed) return;
    this.#producer.close();
    this.#tell('room.close');
  }

  /** What is sent has already changed: that the server does not hear of it harms nobody. */
  #tell(method: string): void {
    this.#request(method, { producerId: this.#producer.id }, done).catch(() => undefined);
  }
}
