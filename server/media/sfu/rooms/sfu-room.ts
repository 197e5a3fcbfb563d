import type { types } from 'mediasoup';
import type { Forwarded, ForwardedWish, MediaRoom, RoomRtpCapabilities } from '../../room-engine.ts';
import type { RoomLease } from '../living-worker.ts';
import { forwardedOf } from './forwarded.ts';
import { inOurWords } from './room-errors.ts';
import { SfuRoomTransport } from './sfu-room-transport.ts';

/** What a browser may receive before its bandwidth is known: enough for a screen at once. */
const firstBitsPerSecond = 2_000_000;
/** What a browser is told to send at most, over all its streams: a sharp screen, a camera and a voice. It keeps one page from filling the line. */
const mostIncomingBitsPerSecond = 8_000_000;
/**
 * So long after its first stream. Until 2 s after the first receiver report, which a voice has within 5 s, Chromium takes the limit for what the line
 * carries: it sends all sizes of a camera at once, then measures 300 kbit/s, and for a second sends nothing at all.
 */
const limitAfterMs = 10_000;

/** Browsers check every 2 to 6 s whether we are there: so long without is no network of a moment. */
const silentAfterSeconds = 12;
/** With it browsers write beside each sealed packet of a voice how loud it is, for everybody on the way to read (RFC 6464). */
const loudness = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

/** A router of its own on one of the workers. */
export class SfuRoom implements MediaRoom {
  readonly rtpCapabilities: RoomRtpCapabilities;
  readonly lost: Promise<void>;
  readonly #router: types.Router;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #release: () => void;
  readonly #transports = new Set<SfuRoomTransport>();

  constructor(lease: RoomLease) {
    const { router } = lease;
    this.#router = router;
    this.#webRtcServer = lease.webRtcServer;
    this.#release = () => lease.release();
    const { headerExtensions = [], ...others } = router.rtpCapabilities;
    this.rtpCapabilities = { ...others, headerExtensions: headerExtensions.filter(({ uri }) => uri !== loudness) };
    // Told when the worker ends; a room that was closed before hears nothing of it.
    this.lost = new Promise((resolve) =>
      router.once('workerclose', () => {
        this.#release();
        resolve();
      }),
    );
  }

  addTransport(): Promise<SfuRoomTransport> {
    return inOurWords(this.#router, async () => {
      const transport = await this.#router.createWebRtcTransport({
        webRtcServer: this.#webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        iceConsentTimeout: silentAfterSeconds,
        initialAvailableOutgoingBitrate: firstBitsPerSecond,
      });
      limitLater(transport);
      const added = new SfuRoomTransport(transport);
      this.#transports.add(added);
      void added.closed.then(() => this.#transports.delete(added));
      return added;
    });
  }

  forwarded(producerId: string, wish: ForwardedWish): Promise<Forwarded> {
    return inOurWords(this.#router, () => forwardedOf(this.#router, producerId, wish));
  }

  /** How many are open. */
  get transports(): number {
    return this.#transports.size;
  }

  close(): void {
    this.#router.close();
    this.#release();
  }
}

function limitLater(transport: types.WebRtcTransport): void {
  transport.observer.once('newproducer', () => {
    const timer = setTimeout(() => {
      // Fails when it was closed meanwhile.
      transport.setMaxIncomingBitrate(mostIncomingBitsPerSecond).catch(() => undefined);
    }, limitAfterMs);
    transport.observer.once('close', () => clearTimeout(timer));
  });
}
