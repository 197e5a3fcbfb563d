import type { MediaRoom, RoomEngine } from '../../room-engine.ts';
import type { WorkerPool } from '../worker-pool.ts';
import { roomCodecs } from './room-codecs.ts';
import { SfuRoom } from './sfu-room.ts';

/** Rooms on the workers that also carry calls. */
export class SfuRooms implements RoomEngine {
  readonly #pool: WorkerPool;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  async openRoom(): Promise<MediaRoom> {
    return new SfuRoom(await this.#pool.room(roomCodecs));
  }
}
