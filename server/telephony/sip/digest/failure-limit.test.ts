import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { FailureLimit } from './failure-limit.ts';

let clock: FakeClock;
let limit: FailureLimit;

beforeEach(() => {
  clock = new FakeClock();
  limit = new FailureLimit({ clock, burst: 3, refillMs: 10_000, limit: 5 });
});

function fail(source: string, times: number): void {
  for (let time = 0; time < times; time++) limit.failed(source);
}

test('[SIP83] the burst is free, then one more after each refill', () => {
  fail('a', 2);
  expect(limit.waitSeconds('a')).toBe(0);
  fail('a', 1);
  expect(limit.waitSeconds('a')).toBe(10);
  clock.advance(10_000);
  expect(limit.waitSeconds('a')).toBe(0);
  fail('a', 1);
  expect(limit.waitSeconds('a')).toBe(10);
});

test('[SIP83] others do not notice, and success forgets', () => {
  fail('a', 10);
  expect(limit.waitSeconds('b')).toBe(0);
  limit.succeeded('a');
  expect(limit.waitSeconds('a')).toBe(0);
});

test('[SIP83] the table is limited and empties itself', () => {
  for (let source = 0; source < 100; source++) limit.failed(`source-${String(source)}`);
  expect(limit.size).toBe(5);
  clock.advance(100_000);
  limit.failed('last');
  expect(limit.size).toBe(1);
});
