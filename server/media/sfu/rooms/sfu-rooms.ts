import type { MediaRoom, RoomEngine } from '../../room-engine.ts';
import type { WorkerPool } from '../worker-pool.ts';
import { roomCodecs } from './room-codecs.ts';
import { SfuRoom } from './sfu-room.ts';

/** Rooms on the workers that also carry calls. */
export class SfuRooms implements RoomEngine {
  readonly #pool: WorkerPool;
  readonly #open = new Set<SfuRoom>();

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  async openRoom(): Promise<MediaRoom> {
    const lease = await this.#pool.room(roomCodecs);
    const room: SfuRoom = new SfuRoom({
      ...lease,
      release: () => {
        lease.release();
        this.#open.delete(room);
      },
    });
    this.#open.add(room);
    return room;
  }

  get rooms(): number {
    return this.#open.size;
  }

  /** Browsers' connections in all rooms. */
  get transports(): number {
    return [...this.#open].reduce((sum, room) => sum + room.transports, 0);
  }
}
