import type { Clock } from '../../platform/clock.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AnsweringLegRequest, MediaEngine, MediaGauges, MediaPath, OfferingLegRequest } from '../media-engine.ts';
import { ThreadMixer } from '../mixer/thread-mixer.ts';
import { PromptPlayers } from '../prompts/prompt-players.ts';
import { SoundLibrary } from '../prompts/sound-library.ts';
import { Negotiation } from '../sdp/negotiation.ts';
import { defaultLayout } from '../sdp/payload-layout.ts';
import { SfuRooms } from './rooms/sfu-rooms.ts';
import { SfuLeg } from './sfu-leg.ts';
import { WorkerPool } from './worker-pool.ts';

export interface SfuOptions {
  /** How many media workers (MEDIA_WORKERS); usually one per core. */
  readonly workers: number;
  /** Worker i listens on `basePort + i`, UDP and TCP (MEDIA_PORT). 0 lets the system choose: for tests. */
  readonly basePort: number;
  /** IP address to listen on; `0.0.0.0` for all. */
  readonly listenAddress: string;
  /** What browsers are told instead (MEDIA_ANNOUNCED_ADDRESS). */
  readonly announcedAddress?: string;
  readonly logger: Logger;
  /** Path of the worker program; mediasoup's own choice (MEDIASOUP_WORKER_BIN) when absent. */
  readonly workerBin?: string;
  /** Folder of our sounds (public/sounds). */
  readonly soundsDir: string;
  readonly clock?: Clock;
}

/** The real media engine: a pool of mediasoup workers, the prompt players, and the legs on them. */
class Sfu implements MediaEngine {
  readonly mixer: ThreadMixer;
  readonly rooms: SfuRooms;
  readonly #pool: WorkerPool;
  readonly #players: PromptPlayers;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #legs = new Set<SfuLeg>();

  constructor(parts: { pool: WorkerPool; players: PromptPlayers; mixer: ThreadMixer; clock: Clock; logger: Logger }) {
    this.mixer = parts.mixer;
    this.#pool = parts.pool;
    this.rooms = new SfuRooms(parts.pool);
    this.#players = parts.players;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  async openAnswering(request: AnsweringLegRequest): Promise<SfuLeg> {
    const leg = this.#leg(request, Negotiation.answering(request.offer), { paths: request.paths });
    return this.#begin(leg, () => leg.answer());
  }

  async openOffering(request: OfferingLegRequest): Promise<SfuLeg> {
    const like = request.like instanceof SfuLeg ? request.like : undefined;
    const leg = this.#leg(request, Negotiation.offering(like?.layout ?? defaultLayout), { like });
    return this.#begin(leg, () => leg.offer());
  }

  gauges(): MediaGauges {
    const { alive } = this.#pool;
    return {
      workersAlive: alive.length,
      workersWanted: this.#pool.size,
      legs: this.#legs.size,
      routers: alive.reduce((sum, worker) => sum + worker.routers, 0),
      rooms: this.rooms.rooms,
      roomTransports: this.rooms.transports,
      players: this.#players.size,
    };
  }

  async close(): Promise<void> {
    for (const leg of this.#legs) leg.close();
    this.#pool.close();
    await Promise.all([this.#players.close(), this.mixer.close()]);
  }

  #leg(
    request: { callId: string; person: string },
    negotiation: Negotiation,
    extra: { paths?: readonly MediaPath[] | undefined; like?: SfuLeg | undefined },
  ): SfuLeg {
    const { callId, person } = request;
    return new SfuLeg({
      id: newId(),
      callId,
      negotiation,
      paths: extra.paths,
      seat: () =>
        this.#pool.seat({ callId, person, layout: negotiation.layout, ...(extra.like?.worker ? { beside: extra.like.worker } : {}) }),
      clock: this.#clock,
      logger: this.#logger,
    });
  }

  async #begin(leg: SfuLeg, firstStep: () => Promise<string>): Promise<SfuLeg> {
    try {
      await firstStep();
    } catch (error) {
      leg.close();
      throw error;
    }
    this.#legs.add(leg);
    leg.once('closed', () => this.#legs.delete(leg));
    return leg;
  }
}

/**
 * Starts the media engine: loads the sounds, starts the players' thread and all workers.
 * @throws {StartError} with one sentence on what could not be started.
 */
export async function createSfu(options: SfuOptions): Promise<MediaEngine> {
  const { logger } = options;
  const clock = options.clock ?? systemClock;
  const players = new PromptPlayers({ library: await SoundLibrary.load(options.soundsDir), logger, clock });
  const mixer = new ThreadMixer({ logger, clock });
  try {
    const pool = await WorkerPool.start({
      workers: options.workers,
      basePort: options.basePort,
      clock,
      logger,
      options: {
        listenAddress: options.listenAddress,
        sounds: players,
        mixes: mixer,
        ...(options.announcedAddress === undefined ? {} : { announcedAddress: options.announcedAddress }),
        ...(options.workerBin === undefined ? {} : { workerBin: options.workerBin }),
      },
    });
    return new Sfu({ pool, players, mixer, clock, logger });
  } catch (error) {
    await players.close();
    throw error;
  }
}
