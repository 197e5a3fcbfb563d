import { EventEmitter } from 'node:events';
import type { Mix } from '../../media/media-engine.ts';
import type { ConferenceVisit, Standing } from './conference-visit.ts';

export interface ConferenceRoomEvents {
  /** The last one left. Whoever keeps the room forgets it. */
  empty: [];
}

/** A conference room while somebody is in it: who is there, whether it has begun, and who hears what of it. Owns its mix. */
export class ConferenceRoom extends EventEmitter<ConferenceRoomEvents> {
  readonly mix: Mix;
  readonly #id: string;
  readonly #name: string;
  /** In the order in which they came. */
  readonly #visits = new Set<ConferenceVisit>();

  constructor({ id, name, mix }: { readonly id: string; readonly name: string; readonly mix: Mix }) {
    super();
    this.#id = id;
    this.#name = name;
    this.mix = mix;
  }

  get size(): number {
    return this.#visits.size;
  }

  get hasHost(): boolean {
    return [...this.#visits].some(({ order }) => order.isHost);
  }

  /** Takes somebody in; a full room says so and lets them go. */
  enter(visit: ConferenceVisit): void {
    visit.once('over', () => this.#leave(visit));
    if (this.size >= visit.order.maxMembers) return visit.sayAndLeave('conference-full');
    this.#visits.add(visit);
    visit.on('changed', () => this.#tell());
    const isHeard = this.#standingOf(visit) === 'in';
    this.#settle();
    if (isHeard) this.mix.signal('joined');
    return undefined;
  }

  #leave(visit: ConferenceVisit): void {
    const wasIn = this.#visits.delete(visit);
    if (this.size === 0) {
      this.mix.close();
      this.emit('empty');
      return;
    }
    if (!wasIn) return;
    const { isHost, endsWithHost } = visit.order;
    if (isHost && endsWithHost && !this.hasHost) for (const other of this.#visits) other.sayAndLeave('conference-ended');
    else this.mix.signal('left');
    this.#settle();
  }

  #settle(): void {
    for (const visit of this.#visits) visit.stand(this.#standingOf(visit));
    this.#tell();
  }

  /** Who waits for the host is not among those who are heard. */
  #standingOf(visit: ConferenceVisit): Standing {
    if (this.#isWaiting(visit)) return 'waiting';
    return [...this.#visits].some((other) => other !== visit && !this.#isWaiting(other)) ? 'in' : 'alone';
  }

  /** A conference that has begun goes on when the host left, unless it ends with them. */
  #isWaiting(visit: ConferenceVisit): boolean {
    return visit.order.waitsForHost && !visit.order.isHost && !visit.isIn && !this.hasHost;
  }

  #tell(): void {
    const members = [...this.#visits].map(({ name }) => name);
    for (const visit of this.#visits)
      visit.tell({
        id: this.#id,
        name: this.#name,
        members,
        isWaiting: this.#isWaiting(visit),
        isMuted: visit.isMuted,
        isRecorded: false,
      });
  }
}
