import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';

export type RingSound = 'ringtone' | 'call-waiting' | 'ringback' | 'busy';

/** How long the busy tone sounds after a call that found everybody busy. */
export const busyToneMs = 3000;

/** Files of tools/sounds. */
export const ringSoundUrls: Readonly<Record<RingSound, string>> = {
  ringtone: '/sounds/ringtone.ogg',
  'call-waiting': '/sounds/call-waiting.ogg',
  ringback: '/sounds/ringback.ogg',
  busy: '/sounds/busy.ogg',
};

/** The one sound that fits all calls together; undefined for silence. Who calls me comes before whom I call. */
export function ringSoundFor(calls: readonly CallSnapshot[], nowMs: number): RingSound | undefined {
  const isRinging = calls.some((call) => call.state.name === 'incoming' && !call.isIgnored);
  const isTalking = calls.some(
    (call) => isAnswered(call.state) || call.state.name === 'answering' || call.state.name === 'dialling' || call.state.name === 'ringing',
  );
  if (isRinging) return isTalking ? 'call-waiting' : 'ringtone';
  if (calls.some((call) => call.state.name === 'ringing')) return 'ringback';
  const isBusy = calls.some(
    (call) => call.state.name === 'ended' && call.state.cause === 'busy' && nowMs - call.state.endedAtMs < busyToneMs,
  );
  return isBusy && !calls.some((call) => isAnswered(call.state)) ? 'busy' : undefined;
}
