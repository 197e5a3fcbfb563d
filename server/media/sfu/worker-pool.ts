import type { types } from 'mediasoup';
import type { Clock } from '../../platform/clock.ts';
import { MediaError } from '../media-engine.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { Affinity } from './affinity.ts';
import type { LivingWorker, RoomLease, RouterLease } from './living-worker.ts';
import { WorkerSlot } from './worker-slot.ts';
import type { SlotParts } from './worker-slot.ts';

/** While all workers are being replaced, a leg waits so long for the first of them. */
const patienceMs = 3000;

export interface PoolParts extends Omit<SlotParts, 'port' | 'onReady'> {
  readonly workers: number;
  /** Worker i listens on `basePort + i`; 0 lets the system choose. */
  readonly basePort: number;
}

/** Who wants a router, and next to whom. */
export interface SeatRequest {
  readonly callId: string;
  readonly person: string;
  readonly layout: PayloadLayout;
  /** The worker of the leg to be next to, if it still lives. */
  readonly beside?: LivingWorker;
}

/** All workers, and who sits where. */
export class WorkerPool {
  readonly #slots: readonly WorkerSlot[];
  readonly #clock: Clock;
  readonly #seats = new Affinity<LivingWorker>();
  readonly #waiting = new Set<() => void>();

  private constructor(parts: PoolParts) {
    this.#clock = parts.clock;
    const onReady = (): void => this.#wake();
    this.#slots = Array.from({ length: parts.workers }, (_, index) => new WorkerSlot({ ...parts, port: portOf(parts, index), onReady }));
  }

  /** Starts all workers. @throws {StartError} when one of them does not start: then none is left running. */
  static async start(parts: PoolParts): Promise<WorkerPool> {
    const pool = new WorkerPool(parts);
    const started = await Promise.allSettled(pool.#slots.map((slot) => slot.start()));
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) {
      pool.close();
      throw failed.reason;
    }
    return pool;
  }

  get size(): number {
    return this.#slots.length;
  }

  /** Workers that live right now. */
  get alive(): readonly LivingWorker[] {
    return this.#slots.flatMap((slot) => slot.current ?? []);
  }

  /**
   * A router for a leg: beside the given leg, where the call is, where the person is, on the least loaded worker, in this order.
   * @throws {MediaError} `unavailable`
   */
  async seat(request: SeatRequest): Promise<RouterLease> {
    const callKey = `call:${request.callId}`;
    const personKey = `person:${request.person}`;
    const known = [request.beside, this.#seats.placeOf(callKey), this.#seats.placeOf(personKey)];
    const worker = known.find((place) => place && !place.isClosed) ?? (await this.#leastLoaded());
    if (!worker) throw new MediaError('unavailable', 'no media worker is alive');
    const claims = [callKey, personKey].map((key) => this.#claim(key, worker));
    const releaseClaims = (): void => claims.forEach((claim) => claim.release());
    try {
      const lease = await worker.lease(request.layout);
      return {
        ...lease,
        release: () => {
          lease.release();
          releaseClaims();
        },
      };
    } catch (error) {
      releaseClaims();
      throw new MediaError('unavailable', 'the media worker did not make a router', { cause: error });
    }
  }

  /** A router for a room, on the least loaded worker. @throws {MediaError} `unavailable` */
  async room(codecs: types.RouterRtpCodecCapability[]): Promise<RoomLease> {
    const worker = await this.#leastLoaded();
    if (!worker) throw new MediaError('unavailable', 'no media worker is alive');
    try {
      return await worker.leaseRoom(codecs);
    } catch (error) {
      throw new MediaError('unavailable', 'the media worker did not make a router', { cause: error });
    }
  }

  close(): void {
    for (const slot of this.#slots) slot.close();
    this.#wake();
  }

  #claim(key: string, worker: LivingWorker): ReturnType<Affinity<LivingWorker>['claim']> {
    const place = this.#seats.placeOf(key);
    if (place?.isClosed) this.#seats.forget(place);
    return this.#seats.claim(key, worker);
  }

  async #leastLoaded(): Promise<LivingWorker | undefined> {
    if (this.alive.length === 0) await this.#someWorker();
    return this.alive.toSorted((one, other) => one.load - other.load)[0];
  }

  /** Resolves when a worker is ready, when the pool closes, or after the patience. */
  #someWorker(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        timer.stop();
        this.#waiting.delete(done);
        resolve();
      };
      const timer = this.#clock.after(patienceMs, done);
      this.#waiting.add(done);
    });
  }

  #wake(): void {
    for (const done of this.#waiting) done();
  }
}

function portOf(parts: PoolParts, index: number): number {
  return parts.basePort === 0 ? 0 : parts.basePort + index;
}
