import type { z } from 'zod';
import type { MediaKind } from '../../protocol/support/relay.ts';
import type { dtlsParametersSchema, iceParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from '../../protocol/support/room.ts';

export type RoomRtpCapabilities = z.infer<typeof rtpCapabilitiesSchema>;
export type RoomRtpParameters = z.infer<typeof rtpParametersSchema>;
export type DtlsParameters = z.infer<typeof dtlsParametersSchema>;
export type IceParameters = z.infer<typeof iceParametersSchema>;

/** Rooms in which browsers send and receive several streams with mediasoup-client. Every frame in them is sealed: a room forwards, it opens nothing. */
export interface RoomEngine {
  /** A room on the worker that has least to do. @throws {MediaError} `unavailable` */
  openRoom(): Promise<MediaRoom>;
}

export interface MediaRoom {
  readonly rtpCapabilities: RoomRtpCapabilities;
  /** Resolves when the room's worker died; never when we closed it. What was in the room is gone then. */
  readonly lost: Promise<void>;
  /** @throws {MediaError} `unavailable` */
  addTransport(): Promise<RoomTransport>;
  /** Listens for a moment to what is forwarded of a producer. @throws {MediaError} `not-acceptable` when it is not there, `closed` */
  forwarded(producerId: string, wish: ForwardedWish): Promise<Forwarded>;
  /** Mine and idempotent; closes everything inside. */
  close(): void;
}

/** At most so many packets, and at most so long. */
export interface ForwardedWish {
  readonly count: number;
  readonly withinMs: number;
}

/** RTP packets as they go to browsers, without DTLS-SRTP. */
export interface Forwarded {
  readonly mimeType: string;
  /** The sender sends nothing now. */
  readonly isPaused: boolean;
  /** The stream ended meanwhile. */
  readonly hasEnded: boolean;
  readonly packets: readonly Buffer[];
}

/** One browser's connection to a room, in one direction. */
export interface RoomTransport {
  readonly id: string;
  readonly iceParameters: IceParameters;
  readonly iceCandidates: Readonly<Record<string, unknown>>[];
  readonly dtlsParameters: DtlsParameters;
  /** Resolves when it is closed, by us, with its room, or because the browser closed DTLS. */
  readonly closed: Promise<void>;
  /** Nothing was heard of the browser for a while (the checks of RFC 7675): its page or its network is gone. It may be heard again. */
  readonly isSilent: boolean;
  /** Calls each time that it falls silent. */
  onSilent(listener: () => void): void;
  /** @throws {MediaError} `malformed`, `closed` */
  connect(dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(): Promise<IceParameters>;
  /** @throws {MediaError} `not-acceptable` for what is not Opus, VP8 or VP9; `malformed` */
  produce(media: { readonly kind: MediaKind; readonly rtpParameters: RoomRtpParameters }): Promise<RoomProducer>;
  /** Made paused. @throws {MediaError} `not-acceptable` when the browser cannot take it */
  consume(wanted: { readonly producerId: string; readonly rtpCapabilities: RoomRtpCapabilities }): Promise<RoomConsumer>;
  close(): void;
}

/** A stream that comes in. */
export interface RoomProducer {
  readonly id: string;
  readonly kind: MediaKind;
  readonly closed: Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): void;
}

/** A stream that goes out to one browser. */
export interface RoomConsumer {
  readonly id: string;
  readonly kind: MediaKind;
  readonly rtpParameters: RoomRtpParameters;
  /** Resolves when it is closed: by us, with its transport, or because its producer closed. */
  readonly closed: Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** The most that is wanted of a stream with layers. */
  setLayers(layers: { readonly spatial: number; readonly temporal?: number | undefined }): Promise<void>;
  requestKeyFrame(): Promise<void>;
  close(): void;
}
