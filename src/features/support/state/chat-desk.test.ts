import { expect, it } from 'vitest';
import { ChatDesk } from './chat-desk.ts';
import type { ChatLine } from './live-view.ts';
import { aliceSeat, customerSeat, TestSide } from './testing/context.testing.ts';

function deskOf() {
  const side = new TestSide(aliceSeat);
  let updates = 0;
  side.context.view.subscribe(() => (updates += 1));
  return { side, desk: new ChatDesk(side.context), updates: () => updates };
}

const texts = (side: TestSide) => side.view.chat.map(({ text }) => text);
const lineOf = (id: string, at: number): ChatLine => ({ id, seatId: customerSeat, name: 'Chris', text: id, at });

it('[SU560] a flood of ten thousand lines is shown ten times a second, and each line is compared with its neighbour alone', () => {
  const { side, desk, updates } = deskOf();
  let reads = 0;
  const counted = (index: number): ChatLine => ({
    ...lineOf(String(index), 0),
    get id() {
      reads += 1;
      return `line-${String(index)}`;
    },
    get at() {
      reads += 1;
      return index;
    },
  });
  for (let index = 0; index < 10_000; index += 1) {
    desk.add([counted(index)]);
    if (index % 60 === 59) for (let step = 0; step < 10; step += 1) side.pass(100);
  }
  side.pass(100);
  expect(side.view.chat).toHaveLength(10_000);
  expect(reads).toBeLessThan(60_000);
  // 60 lines come in an instant of each second: one update for the first, one for the rest.
  expect(updates()).toBeLessThanOrEqual(2 * Math.ceil(10_000 / 60) + 1);
});

it('[SU560] one line is shown at once, what follows it within a tenth of a second, and all of it when the session ends', () => {
  const { side, desk } = deskOf();
  for (const [index, id] of ['a', 'b', 'c'].entries()) desk.add([lineOf(id, index)]);
  expect(texts(side)).toEqual(['a']);
  side.pass(100);
  expect(texts(side)).toEqual(['a', 'b', 'c']);
  desk.add([lineOf('d', 4)]);
  desk.flush();
  expect(texts(side)).toEqual(['a', 'b', 'c', 'd']);
});

it('[SU560] a late line stands where it was said, once; of two that were said at once the first that came is first', () => {
  const { side, desk } = deskOf();
  desk.add([lineOf('c', 30), lineOf('a', 10), lineOf('b', 20), lineOf('a', 10), lineOf('b2', 20), lineOf('z', 1)]);
  desk.add([lineOf('c', 30)]);
  desk.flush();
  expect(texts(side)).toEqual(['z', 'a', 'b', 'b2', 'c']);
});
