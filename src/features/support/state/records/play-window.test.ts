import { expect, it } from 'vitest';
import { aheadBytes, behindBytes, PlayWindow } from './play-window.ts';

const part = 1024 * 1024;

it('[SU292] an hour of a recording is played with no more in memory than both limits and a part', () => {
  const held = new PlayWindow();
  let [read, most, dropped] = [0, 0, 0];
  for (let now = 0; now < 3_600; now += 1) {
    // One MiB is three seconds.
    while (read * 3 < 3_600 && held.wantsMore(now)) held.add({ bytes: part, endsAt: (read += 1) * 3 });
    most = Math.max(most, held.heldBytes);
    dropped = held.drop(now) ?? dropped;
  }
  expect(read, 'all of it was played').toBe(1_200);
  expect(most).toBeLessThanOrEqual(aheadBytes + behindBytes + 2 * part);
  expect(most, 'control: it is more than what is ahead').toBeGreaterThan(behindBytes);
  expect(dropped).toBeGreaterThan(3_600 - (behindBytes / part) * 3 - 10);
});

it('[SU292] a place far ahead is read up to, and what lies between is forgotten', () => {
  const held = new PlayWindow();
  let read = 0;
  while (held.wantsMore(3_000)) {
    held.add({ bytes: part, endsAt: (read += 1) * 3 });
    held.drop(3_000);
  }
  expect(read).toBe(1_000 + aheadBytes / part);
  expect(held.heldBytes).toBeLessThanOrEqual(aheadBytes + behindBytes);
});

it('[SU292] nothing is forgotten of a short one', () => {
  const held = new PlayWindow();
  for (let at = 1; at <= 10; at += 1) held.add({ bytes: part, endsAt: at });
  expect(held.drop(10)).toBeUndefined();
});
