import type { Seat } from '../../../../protocol/support/relay.ts';
import type { Member } from '../../../../seal/index.ts';
import type { LiveContext } from './live-context.ts';
import type { LivePerson } from './live-view.ts';

const colours = 8;

/** Who is there: seats as the relay tells, keys as the group tells. Names of the sealed come from the group alone. */
export class PeopleDesk {
  readonly #context: LiveContext;
  #seats: readonly Seat[] = [];
  #members: readonly Member[] = [];

  constructor(context: LiveContext) {
    this.#context = context;
  }

  handleSeats(seats: readonly Seat[]): void {
    this.#seats = seats;
    this.#show();
  }

  handleMembers(members: readonly Member[]): void {
    this.#members = members;
    this.#show();
  }

  /** How somebody is called, as far as is known. */
  nameOf(seatId: string): string {
    return this.#context.view.getState().people.find((person) => person.seatId === seatId)?.name ?? '';
  }

  #show(): void {
    const { view } = this.#context;
    const { mySeatId } = view.getState();
    const people = this.#seats.flatMap((seat, at): LivePerson[] => {
      const member = this.#members.find(({ seatId }) => seatId === seat.id);
      if (seat.state === 'left' || seat.state === 'removed') return [];
      return [
        {
          seatId: seat.id,
          name: member?.name ?? seat.name,
          role: seat.role,
          isMe: seat.id === mySeatId,
          isHere: seat.isHere,
          isSealed: member !== undefined,
          vouchedBy: member?.vouchedBy,
          colour: at % colours,
          isWaiting: seat.state === 'waiting',
        },
      ];
    });
    view.setState({ people });
  }
}
