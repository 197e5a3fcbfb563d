import { describe, expect, it } from 'vitest';
import { menuActions, rowAction } from './whose-row.ts';

const bob = { userId: 'bob', mayReadAll: false, mayManage: false };
const carol = { ...bob, userId: 'carol', mayReadAll: true };
const admin = { ...carol, userId: 'admin', mayManage: true };

describe('[SU578] what a row of the list allows', () => {
  it.each([
    ['a colleague’s that waits', { state: 'waiting', ownerId: 'alice' }, bob, { action: 'waiting', menu: ['give'] }],
    ['one’s own that waits', { state: 'waiting', ownerId: 'bob' }, bob, { action: 'open', menu: ['details', 'give', 'end'] }],
    [
      'a colleague’s in which one had a seat',
      { state: 'active', ownerId: 'alice' },
      bob,
      { action: 'details', menu: ['details', 'give', 'end'] },
    ],
    ['one that is over', { state: 'done', ownerId: 'bob' }, bob, { action: 'details', menu: ['details'] }],
    [
      'a colleague’s that waits, to who may see all',
      { state: 'waiting', ownerId: 'alice' },
      carol,
      { action: 'details', menu: ['details', 'give', 'end'] },
    ],
    [
      'any, to who manages support',
      { state: 'active', ownerId: 'alice' },
      admin,
      { action: 'details', menu: ['details', 'relay', 'give', 'end'] },
    ],
  ] as const)('%s', (_name, row, looker, { action, menu }) => {
    expect(rowAction(row, looker)).toBe(action);
    expect(menuActions(row, looker)).toEqual(menu);
  });
});
