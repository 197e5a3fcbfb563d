import { describe, expect, it } from 'vitest';
import { newRingGroupSchema, ringOrder } from './groups.ts';

const ann = { userId: '00000000-0000-7000-8000-000000000001', weight: 1 };
const ben = { userId: '00000000-0000-7000-8000-000000000002', weight: 3 };

describe('ring groups', () => {
  it('[RG01] all ring together, in order one by one, nobody when there is nobody', () => {
    expect(ringOrder({ strategy: 'all', members: [ann, ben] }, Math.random)).toEqual([[ann.userId, ben.userId]]);
    expect(ringOrder({ strategy: 'in-order', members: [ben, ann] }, Math.random)).toEqual([[ben.userId], [ann.userId]]);
    expect(ringOrder({ strategy: 'all', members: [] }, Math.random)).toEqual([]);
  });

  it('[RG02] by weight, who weighs three times as much comes first three times as often', () => {
    // A small generator of our own (Park and Miller), so that the test is the same every time.
    let seed = 42;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const draws = 4_000;
    let benFirst = 0;
    for (let draw = 0; draw < draws; draw++)
      if (ringOrder({ strategy: 'by-weight', members: [ann, ben] }, random)[0]?.[0] === ben.userId) benFirst += 1;
    expect(benFirst / draws).toBeGreaterThan(0.72);
    expect(benFirst / draws).toBeLessThan(0.78);
  });

  it('[RG03] nobody is a member twice', () => {
    expect(newRingGroupSchema.safeParse({ name: 'Support', members: [ann, ann] }).success).toBe(false);
    expect(newRingGroupSchema.safeParse({ name: 'Support', members: [ann, ben] }).success).toBe(true);
  });
});
