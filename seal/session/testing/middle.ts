import type { JoinSecret } from '../sealed-session.ts';
import { Room, say, type Person } from './people.ts';

/** One whose half of a session is real, and the one in between who plays the other half to them. */
export interface Half {
  readonly real: Person;
  readonly played: Person;
}

/**
 * A relay that was told the invite, as by a leak, and stands in between: it plays Alice to Carla and Carla to Alice, each with all that the real
 * one would have. What one of them says it opens, reads, and says to the other.
 */
export class Middle {
  readonly toCarla: Half;
  readonly toAlice: Half;
  readonly #rooms: readonly [Room, Room];

  private constructor(rooms: readonly [Room, Room], toCarla: Half, toAlice: Half) {
    this.#rooms = rooms;
    this.toCarla = toCarla;
    this.toAlice = toAlice;
    passOn(toCarla.played, toAlice.played);
    passOn(toAlice.played, toCarla.played);
  }

  /** Customer and expert meet, both with somebody else than they think. */
  static async between(way: JoinSecret['kind']): Promise<Middle> {
    const carlas = new Room();
    const alices = new Room(carlas);
    const [asAlice, alice] = [await carlas.expert(), await alices.expert()];
    const [carla, asCarla] = [await carlas.customer(carlas[way]), await alices.customer(alices[way])];
    const middle = new Middle([carlas, alices], { real: carla, played: asAlice }, { real: alice, played: asCarla });
    await middle.settle();
    return middle;
  }

  /** Until nobody on either side has anything to say: what is said on one is passed on to the other. */
  async settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) for (const { relay } of this.#rooms) await relay.settle();
  }

  leave(): void {
    for (const { relay, carla, alice } of this.#rooms) for (const seat of [carla, alice]) relay.detach(seat);
  }
}

function passOn(from: Person, to: Person): void {
  from.end.on('event', ({ event, from: { isMe } }) => {
    if (!isMe && event.type === 'chat') void say(to, event.text);
  });
}
