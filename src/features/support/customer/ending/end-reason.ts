import type { Words } from '../words/customer.en.ts';

type Reason = keyof Words['ending']['reason'];

/** Reason words of the relay, the seal and the pages. A test walks this table. */
const reasons: Readonly<Record<string, Reason>> = {
  done: 'done',
  left: 'left',
  removed: 'removed',
  'words-differ': 'wordsDiffer',
  'taken-over': 'takenOver',
  idle: 'idle',
  'too-long': 'tooLong',
};

/** Reason words that mean no fault: somebody ended it. */
const ordinary = new Set(['ended', 'session-ended', 'session-over', 'over', 'solved', 'unsolved', 'follow-up', 'not-reached']);

/** Why it ended, as a key of the words. */
export function endReason(reason: string | undefined): Reason {
  return reasons[reason ?? 'done'] ?? (ordinary.has(reason ?? '') ? 'done' : 'fault');
}
