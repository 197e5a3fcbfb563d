import { expect, it } from 'vitest';
import type { LivePerson } from '../live-view.ts';
import { isKeeper } from './keeper-duty.ts';
import { alice, bob } from './testing/keeper.testing.ts';

const withoutKeys = (person: LivePerson): LivePerson => ({ ...person, isSealed: false });

it('[SU505] [SU608] between two groups, while a customer is invited again, the expert who is in goes on keeping; who waits does not', () => {
  const me = withoutKeys(alice);
  expect(isKeeper({ people: [me], endReason: undefined }, false)).toBe(true);
  expect(isKeeper({ people: [me], endReason: 'done' }, true), 'ended before anybody came').toBe(true);
  expect(isKeeper({ people: [{ ...withoutKeys(bob), isWaiting: true }, me], endReason: undefined }, false)).toBe(true);
  expect(isKeeper({ people: [{ ...me, isWaiting: true }], endReason: undefined }, false)).toBe(false);
  expect(isKeeper({ people: [bob, me], endReason: undefined }, true), 'control: there is a group, and I have no keys of it').toBe(false);
});
