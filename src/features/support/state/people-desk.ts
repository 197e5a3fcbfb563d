import type { Seat } from '../../../../protocol/support/relay.ts';
import { toBase64Url, type Member } from '../../../../seal/index.ts';
import type { LiveContext } from './live-context.ts';
import type { LivePerson } from './live-view.ts';

const colours = 8;

/** Who is there: seats as the relay tells, keys as the group tells. Names and roles of the sealed come from the group alone. */
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

  /** @returns who is new in the group, or came back with a new page: they do not know what was said before */
  handleMembers(members: readonly Member[]): readonly Member[] {
    const known = new Set(this.#members.map(identityOf));
    this.#members = members;
    this.#show();
    return members.filter((member) => !member.isMe && !known.has(identityOf(member)));
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
      const { name, role } = member ?? seat;
      return [
        {
          seatId: seat.id,
          name,
          role,
          isSupervisor: role === 'expert' && seat.isSupervisor === true,
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

/** A page that was loaded again has a new signature key. */
function identityOf({ seatId, signatureKey }: Member): string {
  return `${seatId} ${toBase64Url(signatureKey)}`;
}
