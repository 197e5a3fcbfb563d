import type { types } from 'mediasoup';
import type { MediaRoom, RoomRtpCapabilities } from '../../room-engine.ts';
import type { RoomLease } from '../living-worker.ts';
import { inOurWords } from './room-errors.ts';
import { SfuRoomTransport } from './sfu-room-transport.ts';

/** What a browser may receive before its bandwidth is known: enough for a screen at once. */
const firstBitsPerSecond = 2_000_000;

/** A router of its own on one of the workers. */
export class SfuRoom implements MediaRoom {
  readonly rtpCapabilities: RoomRtpCapabilities;
  readonly lost: Promise<void>;
  readonly #router: types.Router;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #release: () => void;

  constructor(lease: RoomLease) {
    const { router } = lease;
    this.#router = router;
    this.#webRtcServer = lease.webRtcServer;
    this.#release = () => lease.release();
    this.rtpCapabilities = { ...router.rtpCapabilities };
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
        initialAvailableOutgoingBitrate: firstBitsPerSecond,
      });
      return new SfuRoomTransport(transport);
    });
  }

  close(): void {
    this.#router.close();
    this.#release();
  }
}
