import type { Words } from '../words/customer.en.ts';

type Refusal = Exclude<keyof Words['refusal'], 'slowed'>;

/** Why the handshake with the expert's browser did not come about. */
const handshakeFaults: Readonly<Record<string, Refusal>> = {
  'wrong-secret': 'wrong',
  burnt: 'burnt',
  late: 'noAnswer',
  unfinished: 'noAnswer',
  older: 'clientTooOld',
};

/** Reason words and which sentence each gets: the relay's, then the seal's. */
const sentences: Readonly<Record<string, Refusal>> = {
  unknown: 'unknown',
  used: 'used',
  removed: 'used',
  expired: 'expired',
  'tenant-ended': 'tenant-ended',
  'client-too-old': 'clientTooOld',
  ...handshakeFaults,
};

/** Whether a problem means that this try to come in is over. */
export function isHandshakeFault(code: string | undefined): boolean {
  return code !== undefined && code in handshakeFaults;
}

/** Why somebody could not come in, as a sentence. */
export function refusalText(reason: string, retryAfterSeconds: number | undefined, words: Words): string {
  if (retryAfterSeconds !== undefined) return words.refusal.slowed(retryAfterSeconds);
  return words.refusal[sentences[reason] ?? 'other'];
}
