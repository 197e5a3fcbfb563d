import { isServing } from '../../state/invite-desk.ts';
import type { InviteView, LivePerson, LinkState } from '../../state/live-view.ts';

export interface InvitesShown {
  /** A customer was in, and no page of theirs is here now. */
  readonly isCustomerAway: boolean;
  /** And nothing is heard of one: whoever is asked for in their place replaces nobody who is here. */
  readonly mayInviteAgain: boolean;
  readonly mayInviteCustomer: boolean;
  readonly forCustomer: InviteView | undefined;
  readonly forExperts: readonly InviteView[];
}

type Person = Pick<LivePerson, 'role' | 'isHere' | 'isSealed'>;

/** What the panel has, by who is there. Whoever is here without keys may only be guessing: what is open stays shown. */
export function invitesShown(invites: readonly InviteView[], people: readonly Person[], link: LinkState): InvitesShown {
  const customers = people.filter(({ role }) => role === 'customer');
  const isHere = customers.some((one) => one.isHere);
  const isIn = customers.some((one) => one.isSealed);
  const forCustomer = isIn ? undefined : customersInvite(invites, customers.length > 0);
  // Keys of a customer of whom the server knows nothing any more lead to nobody either.
  const isAway = !isHere && (customers.length > 0 || link === 'locked');
  return {
    isCustomerAway: isAway,
    mayInviteAgain: isAway && (link === 'locked' || link === 'waiting'),
    mayInviteCustomer: !isHere && !isAway && forCustomer?.state !== 'open',
    forCustomer,
    forExperts: invites.filter((invite) => invite.role === 'expert' && isServing(invite)).slice(-2),
  };
}

/** One with a code before one whose code is burnt; and where nobody came yet, how the last one ended. */
function customersInvite(invites: readonly InviteView[], hasCustomer: boolean): InviteView | undefined {
  const theirs = invites.filter(({ role }) => role === 'customer');
  return theirs.findLast(({ state }) => state === 'open') ?? theirs.findLast(isServing) ?? (hasCustomer ? undefined : theirs.at(-1));
}
