/**
 * States of a subscription. It is made by our 200 to a SUBSCRIBE.
 *
 *   active ──► leaving ──► ended
 *      └───────────────────▲
 *
 * active:  the subscriber is told of each change
 * leaving: the last NOTIFY is under way; a SUBSCRIBE finds nothing any more
 * ended:   nothing is sent or taken
 */
export type SubscriptionState = 'active' | 'leaving' | 'ended';

export const subscriptionTransitions: Readonly<Record<SubscriptionState, readonly SubscriptionState[]>> = {
  active: ['leaving', 'ended'],
  leaving: ['ended'],
  ended: [],
};

/** Why a subscription is over, as RFC 6665 §4.1.3 names it for the subscriber. */
export type EndReason =
  /** Its time is over, or the subscriber asked for no more. */
  | 'timeout'
  /** "terminated due to change in authorization policy. Clients SHOULD NOT attempt to re-subscribe." */
  | 'rejected'
  /** "the resource state which was being monitored no longer exists. Clients SHOULD NOT attempt to re-subscribe." */
  | 'noresource'
  /** "terminated, but the client SHOULD retry at some later time", after `retry-after` seconds. */
  | 'probation';
