import { expect, it } from 'vitest';
import { z } from 'zod';
import { datedId, dateOfId } from './dated-id.ts';

it('[SU510] the id of what is kept says as of when it is, and is an id like every other', () => {
  for (const at of [0, 1_795_910_400_123, 2 ** 48 - 1]) {
    expect(z.uuid().safeParse(datedId(at)).success).toBe(true);
    expect(dateOfId(datedId(at))).toBe(at);
  }
  expect([dateOfId(datedId(-1)), dateOfId(datedId(2 ** 53))]).toEqual([0, 2 ** 48 - 1]);
  expect(new Set(Array.from({ length: 100 }, () => datedId(1))).size).toBe(100);
  expect([dateOfId(crypto.randomUUID()), dateOfId('hers')]).toEqual([undefined, undefined]);
});
