import type { SeenSample } from '../../../../../../protocol/support/seen.ts';

/** Ids of seats begin with the time, which is much the same for all of a session. */
const tailLength = 8;

/** Whose seat it is; of one without a name the end of its id. */
export function seatName(seats: SeenSample['seats'], id: string): string {
  const name = seats.find((seat) => seat.id === id)?.name ?? '';
  return name === '' ? id.slice(-tailLength) : name;
}
