import { describe, expect, it } from 'vitest';
import { keptSeat } from './kept-seat.ts';
import { placeOf } from './place.ts';

const id = 'AbCdEfGhIjKlMnOpQrStUv';

function storage(entries: Readonly<Record<string, string>>) {
  return { keys: () => Object.keys(entries), getItem: (key: string) => entries[key] ?? null };
}
const seat = (more: object = { resume: 'abc' }): string =>
  JSON.stringify({ token: 't', sessionId: 's', name: 'Kim', routing: 'r', ...more });

describe('[SU123] a page that was loaded again', () => {
  it('goes on in the seat that the tab had at this link', () => {
    expect(keptSeat(placeOf(`/j/${id}`, ''), storage({ [`support-seat ${id}`]: seat() }))).toEqual({
      kind: 'back',
      routing: id,
      name: 'Kim',
    });
    expect(keptSeat(placeOf('/j/vUtSrQpOnMlKjIhGfEdCbA', ''), storage({ [`support-seat ${id}`]: seat() }))).toBeUndefined();
  });

  it('goes on in the seat of a code, which has no address', () => {
    const kept = storage({ other: 'x', 'support-seat 482913': seat() });
    expect(keptSeat(placeOf('/j', ''), kept)).toEqual({ kind: 'back', routing: '482913', name: 'Kim' });
  });

  it('has nothing to go on with before there were keys, or when what was kept is damaged', () => {
    const place = placeOf(`/j/${id}`, '');
    for (const text of [seat({}), '{', '7', 'null']) expect(keptSeat(place, storage({ [`support-seat ${id}`]: text }))).toBeUndefined();
  });
});
