import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { Nonces } from './nonces.ts';

let clock: FakeClock;
let nonces: Nonces;

beforeEach(() => {
  clock = new FakeClock();
  nonces = new Nonces({ clock, lifetimeMs: 60_000, limit: 3 });
});

test('[SIP80] a nonce is fresh for its own flow and for its time', () => {
  const nonce = nonces.issue('flow-1');
  expect([nonces.isFresh(nonce, 'flow-1'), nonces.isFresh(nonce, 'flow-2')]).toEqual([true, false]);
  clock.advance(60_000);
  expect(nonces.isFresh(nonce, 'flow-1')).toBe(true);
  clock.advance(1);
  expect(nonces.isFresh(nonce, 'flow-1')).toBe(false);
});

test('[SIP80] nobody can make one, or change one', () => {
  const nonce = nonces.issue('flow-1');
  for (let place = 0; place < nonce.length - 1; place++) {
    const other = nonce.at(place) === 'A' ? 'B' : 'A';
    expect(nonces.isFresh(nonce.slice(0, place) + other + nonce.slice(place + 1), 'flow-1')).toBe(false);
  }
  for (const forged of ['', 'x', nonce.slice(1), `${nonce}A`, '!'.repeat(nonce.length)])
    expect(nonces.isFresh(forged, 'flow-1')).toBe(false);
  expect(new Nonces({ clock }).isFresh(nonce, 'flow-1')).toBe(false);
});

test('[SIP80] two nonces of one moment differ', () => {
  expect(nonces.issue('flow-1')).not.toBe(nonces.issue('flow-1'));
});

test('[SIP81] each count is taken once, and only upwards', () => {
  const nonce = nonces.issue('flow-1');
  expect([1, 1, 2, 5, 4, 5, 6].map((count) => nonces.use(nonce, 'flow-1', count))).toEqual([true, false, true, true, false, false, true]);
  expect(nonces.use(nonces.issue('flow-1'), 'flow-1', 0)).toBe(false);
});

test('[SIP82] issuing costs nothing; the table is limited, and what it forgets is stale', () => {
  for (let time = 0; time < 1000; time++) nonces.issue('flow-1');
  expect(nonces.size).toBe(0);
  const used = [1, 2, 3, 4].map(() => {
    const nonce = nonces.issue('flow-1');
    clock.advance(10);
    return nonce;
  });
  for (const nonce of used) nonces.use(nonce, 'flow-1', 1);
  expect(nonces.size).toBe(3);
  expect(used.map((nonce) => nonces.isFresh(nonce, 'flow-1'))).toEqual([false, true, true, true]);
});

test('[SIP82] what is too old is forgotten with the next use', () => {
  nonces.use(nonces.issue('flow-1'), 'flow-1', 1);
  clock.advance(61_000);
  nonces.use(nonces.issue('flow-1'), 'flow-1', 1);
  expect(nonces.size).toBe(1);
});
