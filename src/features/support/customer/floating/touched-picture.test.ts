import { describe, expect, it } from 'vitest';
import type { Drawing, Laser } from '../../state/live-view.ts';
import { touchedLast, untouched } from './touched-picture.ts';

const drawing = (id: string, producerId: string): Drawing => ({ id, producerId, seatId: 'a', colour: 1, tool: 'pen', points: [[0, 0]] });
const laser = (producerId: string): Laser => ({ producerId, seatId: 'a', x: 0, y: 0 });

describe('[SU551] of several pictures', () => {
  it('the one that was drawn on last is shown, and stays when something is taken back', () => {
    const both = touchedLast(untouched, { drawings: [drawing('1', 'p'), drawing('2', 'q')], lasers: [] });
    expect(both.producerId).toBe('q');
    const one = touchedLast(both, { drawings: [drawing('1', 'p')], lasers: [] });
    expect(one.producerId, 'nobody drew on p anew').toBe('q');
    expect(touchedLast(one, { drawings: [drawing('1', 'p'), drawing('3', 'p')], lasers: [] }).producerId).toBe('p');
  });

  it('the one that is pointed at goes first, and stays afterwards', () => {
    const drawings = [drawing('1', 'p')];
    const pointed = touchedLast(touchedLast(untouched, { drawings, lasers: [] }), { drawings, lasers: [laser('q')] });
    expect(pointed.producerId).toBe('q');
    expect(touchedLast(pointed, { drawings, lasers: [] })).toBe(pointed);
  });

  it('what goes along with a still is no drawing on a picture', () => {
    expect(touchedLast(untouched, { drawings: [{ ...drawing('1', 'still'), isCopy: true }], lasers: [] })).toBe(untouched);
  });
});
