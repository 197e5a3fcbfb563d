import type { endedWords } from '../words/ended.en.ts';

type Reason = keyof (typeof endedWords)['reason'];

/** Reason words of the relay, the seal and the pages; what is not among them is a fault. A test walks this table. */
const reasons: Readonly<Record<string, Reason>> = {
  done: 'done',
  'ended-by-staff': 'done',
  left: 'left',
  removed: 'removed',
  'words-differ': 'wordsDiffer',
  'taken-over': 'takenOver',
  'nobody-came': 'idle',
  'everybody-left': 'idle',
  'log-full': 'tooLong',
  'tenant-ended': 'tenantEnded',
};

/** Why it ended, as a key of the words. */
export function endReason(reason: string | undefined): Reason {
  return reasons[reason ?? 'done'] ?? 'fault';
}
