import type { LiveView } from '../../state/live-view.ts';
import type { Words } from '../words/words.en.ts';

type Refusal = Exclude<keyof Words['refusal'], 'slowed'>;

/** Reason words of the relay and of the seal, and which sentence each gets. A test walks this table. */
const sentences: Readonly<Record<string, Refusal>> = {
  unknown: 'unknown',
  used: 'used',
  expired: 'expired',
  burnt: 'burnt',
  'wrong-secret': 'wrong',
  timeout: 'noAnswer',
  'client-too-old': 'clientTooOld',
};

/** Why somebody could not come in, as a sentence. */
export function refusalText(reason: string, retryAfterSeconds: number | undefined, words: Words): string {
  if (retryAfterSeconds !== undefined) return words.refusal.slowed(retryAfterSeconds);
  return words.refusal[sentences[reason] ?? 'other'];
}

/** Whether it ended before one was in: then the form comes back with the reason. */
export function isRefusal(view: LiveView): boolean {
  return view.link === 'ended' && !view.people.some(({ role, isSealed }) => role === 'expert' && isSealed);
}
