import { describe, expect, it } from 'vitest';
import type { InviteView, LinkState } from '../../state/live-view.ts';
import { invitesShown } from './invites-shown.ts';

const invite = (id: string, state: InviteView['state'], role: InviteView['role'] = 'customer'): InviteView => ({
  id,
  role,
  state,
  link: `https://desk.test/j/${id}#secret`,
  code: '482 913 tiger-lotus-zebra',
  until: 600_000,
});
const alice = { role: 'expert', isHere: true, isSealed: true } as const;
const customer = (isHere: boolean, isSealed = true) => ({ role: 'customer', isHere, isSealed }) as const;
const brief = (invites: readonly InviteView[], people: Parameters<typeof invitesShown>[1], link: LinkState = 'live') => {
  const { forCustomer, forExperts, ...rest } = invitesShown(invites, people, link);
  return { ...rest, forCustomer: forCustomer?.id, forExperts: forExperts.map(({ id }) => id) };
};

describe('what is offered to invite by', () => {
  it('[SU542] [SU608] nothing for a customer where one is in; one who is away is invited again once nothing is heard of them; (control) what is open is shown to one who only guesses', () => {
    const used = [invite('first', 'used')];
    const nothing = { isCustomerAway: false, mayInviteAgain: false, mayInviteCustomer: false, forCustomer: undefined, forExperts: [] };
    expect(brief(used, [alice, customer(true)])).toEqual(nothing);
    expect(brief(used, [alice, customer(false)])).toEqual({ ...nothing, isCustomerAway: true });
    const [locked, reloaded] = [brief(used, [alice, customer(false)], 'locked'), brief(used, [alice, customer(false, false)], 'waiting')];
    expect([locked, reloaded]).toEqual(Array.from({ length: 2 }, () => ({ ...nothing, isCustomerAway: true, mayInviteAgain: true })));
    expect(brief(used, [alice], 'locked'), 'the seat is given up already').toMatchObject({
      mayInviteAgain: true,
      mayInviteCustomer: false,
    });
    expect(brief(used, [alice, customer(true)], 'locked'), 'here, and not heard').toEqual(nothing);
    const both = [...used, invite('new', 'open'), invite('bob', 'open', 'expert')];
    expect(brief(both, [alice, customer(false)])).toEqual({ ...nothing, isCustomerAway: true, forExperts: ['bob'] });
    expect(brief(both, [alice, customer(true)]), 'they came back by themselves').toEqual({ ...nothing, forExperts: ['bob'] });
    expect(brief(both, [alice, customer(true, false)]), 'somebody guesses').toMatchObject({ forCustomer: 'new', mayInviteCustomer: false });
  });

  it('[SU541] one whose code is burnt, with a new pair one click away, until there is one; then that', () => {
    const burnt = invite('burnt', 'burnt');
    expect(brief([burnt], [alice])).toMatchObject({ forCustomer: 'burnt', mayInviteCustomer: true });
    expect(brief([burnt, invite('new', 'open')], [alice])).toMatchObject({ forCustomer: 'new', mayInviteCustomer: false });
    expect(brief([burnt, invite('over', 'expired')], [alice])).toMatchObject({ forCustomer: 'burnt' });
    expect(brief([invite('over', 'expired')], [alice]), 'its end is told').toMatchObject({ forCustomer: 'over', mayInviteCustomer: true });
  });
});
