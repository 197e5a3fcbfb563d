import type { RingOutcome } from '../../../protocol/dialplan/events.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { PersonRing } from './attended-call.ts';

/** What a person's reason not to answer is called. */
export function personRingOf(cause: EndCause): PersonRing {
  switch (cause) {
    case 'declined':
    case 'busy':
    case 'no-answer':
    case 'unreachable':
    case 'do-not-disturb':
      return cause;
    default:
      return 'failed';
  }
}

const outcomes: Readonly<Record<PersonRing, RingOutcome>> = {
  answered: 'answered',
  'no-answer': 'no-answer',
  stopped: 'no-answer',
  elsewhere: 'no-answer',
  busy: 'busy',
  declined: 'busy',
  'do-not-disturb': 'busy',
  unreachable: 'unreachable',
  failed: 'failed',
};
/** The first of these that anybody's ring came to is what the ring came to. */
const byWeight: readonly RingOutcome[] = ['answered', 'no-answer', 'busy', 'unreachable', 'failed'];

/** What ringing all these people came to ([CA66]). */
export function outcomeOf(people: readonly { readonly outcome: PersonRing }[]): RingOutcome {
  const all = new Set(people.map(({ outcome }) => outcomes[outcome]));
  return byWeight.find((outcome) => all.has(outcome)) ?? 'unreachable';
}
