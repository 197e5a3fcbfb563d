import { describe, expect, it } from 'vitest';
import type { Seat } from '../../../../protocol/support/relay.ts';
import type { Member } from '../../../../seal/index.ts';
import { PeopleDesk } from './people-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const seat = (id: string, change: Partial<Seat> = {}): Seat => ({
  id,
  role: id === customerSeat ? 'customer' : 'expert',
  name: 'as the relay says',
  isHere: true,
  state: 'admitted',
  ...change,
});
const member = (seatId: string, role: Member['role']): Member => ({
  seatId,
  name: 'as the leaf says',
  role,
  leaf: 0,
  signatureKey: new Uint8Array(32),
  isMe: false,
});

function peopleOf(seats: readonly Seat[], members: readonly Member[]) {
  const side = new TestSide(aliceSeat);
  const desk = new PeopleDesk(side.context);
  desk.handleSeats(seats);
  desk.handleMembers(members);
  return side.view.people;
}

describe('who is there', () => {
  it('[SE125] of who has the keys name and role are the leaf’s, whatever the relay says of the seat', () => {
    const seats = [seat(customerSeat, { role: 'expert' }), seat(bobSeat, { role: 'customer' })];
    expect(peopleOf(seats, []), 'control').toMatchObject([{ role: 'expert', name: 'as the relay says' }, { role: 'customer' }]);
    expect(peopleOf(seats, [member(customerSeat, 'customer'), member(bobSeat, 'expert')])).toMatchObject([
      { role: 'customer', name: 'as the leaf says' },
      { role: 'expert', name: 'as the leaf says' },
    ]);
  });

  it('[SU530] an expert of whom the relay says so is a supervisor; a customer never is', () => {
    const isSupervisor = true;
    const seats = [seat(customerSeat, { isSupervisor }), seat(bobSeat, { isSupervisor }), seat(aliceSeat)];
    const members = [member(customerSeat, 'customer'), member(bobSeat, 'expert'), member(aliceSeat, 'expert')];
    expect(peopleOf(seats, members).map((person) => person.isSupervisor)).toEqual([false, true, false]);
    expect(peopleOf([seat(customerSeat, { role: 'expert', isSupervisor })], members)).toMatchObject([{ isSupervisor: false }]);
  });
});
