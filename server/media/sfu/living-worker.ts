import type { types } from 'mediasoup';
import { StartError } from '../../platform/start-error.ts';
import { isUsualLayout, layoutKey } from '../sdp/payload-layout.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import type { MixSource } from '../mixer/mix-source.ts';
import { listenInfos } from './listen-addresses.ts';
import type { ListenOptions } from './listen-addresses.ts';
import { routerCodecs } from './rtp-layout.ts';
import { RouterHome } from './router-home.ts';
import type { SoundSource } from './sound-stage.ts';
import { reasonOf, startProgram } from './worker-program.ts';

export interface WorkerOptions extends ListenOptions {
  readonly workerBin?: string;
  readonly sounds: SoundSource;
  readonly mixes: MixSource;
}

/** A place on a router; `release()` once when the leg leaves it. */
export interface RouterLease {
  readonly home: RouterHome;
  readonly worker: LivingWorker;
  release(): void;
}

/** A router of its own for a room; `release()` once when the room is closed. */
export interface RoomLease {
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
  release(): void;
}

interface Room {
  readonly home: Promise<RouterHome>;
  holders: number;
}

/** How many legs weigh as much as a room. */
const legsPerRoom = 20;

/** One mediasoup worker process from its start to its death: its WebRtcServer and its routers. */
export class LivingWorker {
  /** Resolves when the process died by itself; never when we closed it. */
  readonly died: Promise<Error>;
  readonly #worker: types.Worker;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #sources: Pick<WorkerOptions, 'sounds' | 'mixes'>;
  readonly #rooms = new Map<string, Room>();
  #legs = 0;
  #leasedRooms = 0;

  private constructor(parts: { worker: types.Worker; webRtcServer: types.WebRtcServer } & Pick<WorkerOptions, 'sounds' | 'mixes'>) {
    this.#worker = parts.worker;
    this.#webRtcServer = parts.webRtcServer;
    this.#sources = { sounds: parts.sounds, mixes: parts.mixes };
    this.died = new Promise((resolve) => this.#worker.once('died', resolve));
  }

  /**
   * Starts a process that listens on `port`.
   * @throws {StartError} when the program does not run, or the address or port cannot be had.
   */
  static async start(options: WorkerOptions, port: number): Promise<LivingWorker> {
    const worker = await startProgram(options.workerBin);
    try {
      const webRtcServer = await worker.createWebRtcServer({ listenInfos: listenInfos(options, port) });
      return new LivingWorker({ worker, webRtcServer, sounds: options.sounds, mixes: options.mixes });
    } catch (error) {
      worker.close();
      const where = port === 0 ? options.listenAddress : `${options.listenAddress} port ${port} (UDP and TCP)`;
      throw new StartError(`media cannot listen on ${where}, ${reasonOf(error)}: free it, or set MEDIA_PORT`, { cause: error });
    }
  }

  get pid(): number {
    return this.#worker.pid;
  }

  get isClosed(): boolean {
    return this.#worker.closed;
  }

  /** Legs that hold a router here: the worker's load. */
  get legs(): number {
    return this.#legs;
  }

  /** What decides where the next leg or room goes: a room carries video of several people. */
  get load(): number {
    return this.#legs + this.#leasedRooms * legsPerRoom;
  }

  get routers(): number {
    return this.#rooms.size + this.#leasedRooms;
  }

  /** A place on the router of `layout`, which is made when nobody has it yet. */
  async lease(layout: PayloadLayout): Promise<RouterLease> {
    const key = layoutKey(layout);
    const room = this.#rooms.get(key) ?? this.#openRoom(key, layout);
    room.holders += 1;
    this.#legs += 1;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      this.#legs -= 1;
      room.holders -= 1;
      if (room.holders === 0 && !isUsualLayout(layout)) this.#closeRoom(key, room);
    };
    try {
      return { home: await room.home, worker: this, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** A router with header extensions, for browsers with mediasoup-client. Whoever leased it closes it before it releases. */
  async leaseRoom(mediaCodecs: types.RouterRtpCodecCapability[]): Promise<RoomLease> {
    this.#leasedRooms += 1;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      this.#leasedRooms -= 1;
    };
    try {
      const router = await this.#worker.createRouter({ mediaCodecs });
      return { router, webRtcServer: this.#webRtcServer, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  close(): void {
    this.#worker.close();
  }

  #openRoom(key: string, layout: PayloadLayout): Room {
    const home = this.#worker
      .createRouter({ mediaCodecs: routerCodecs(layout) })
      .then((router) => new RouterHome({ router, layout, webRtcServer: this.#webRtcServer, ...this.#sources }));
    const room: Room = { home, holders: 0 };
    this.#rooms.set(key, room);
    home.catch(() => this.#rooms.delete(key));
    return room;
  }

  #closeRoom(key: string, room: Room): void {
    if (this.#rooms.get(key) === room) this.#rooms.delete(key);
    room.home.then(
      (home) => home.close(),
      () => undefined,
    );
  }
}
