import type { Mixer } from '../../media/media-engine.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { Announcer } from '../queues/queue-order.ts';
import type { ConferenceOrder, ConferenceStay } from './conference-order.ts';
import { ConferenceRoom } from './conference-room.ts';
import { ConferenceVisit } from './conference-visit.ts';

export interface ConferencesOptions {
  readonly mixer: Mixer;
  readonly announcer: Announcer;
  readonly logger: Logger;
}

/** The conference rooms of this node in which somebody is. */
export class Conferences {
  readonly #options: ConferencesOptions;
  readonly #rooms = new Map<string, ConferenceRoom>();

  constructor(options: ConferencesOptions) {
    this.#options = options;
  }

  /** Rooms in which somebody is, for /metrics. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Lets an answered call enter a room of its PBX, which is made when nobody is in it. */
  join(call: AttendedCall, order: ConferenceOrder): ConferenceStay {
    if (call.ended.aborted) return { result: Promise.resolve(undefined), leave: () => undefined };
    const { announcer, logger } = this.#options;
    const room = this.#room(call, order.roomId);
    const visit = new ConferenceVisit({ call, order, mix: room.mix, announcer, logger });
    const result = new Promise<undefined>((resolve) => visit.once('over', () => resolve(undefined)));
    room.enter(visit);
    return { result, leave: () => visit.finish() };
  }

  #room({ tenantId, pbxId }: AttendedCall, name: string): ConferenceRoom {
    const key = JSON.stringify([tenantId, pbxId, name.trim().toLowerCase()]);
    const known = this.#rooms.get(key);
    if (known) return known;
    const room = new ConferenceRoom({ id: newId(), name, mix: this.#options.mixer.open() });
    this.#rooms.set(key, room);
    room.once('empty', () => this.#rooms.delete(key));
    return room;
  }
}
