import type { BoxChoice } from '../../../protocol/dialplan/effects.ts';
import type { RunEvent } from '../../../protocol/dialplan/events.ts';
import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { AttendedCall } from '../../telephony/index.ts';
import { overAtOnce, type Visit } from './visit.ts';

export type MessageOutcome = Extract<RunEvent, { kind: 'message-taken' }>['outcome'];

export interface MessageRequest {
  readonly box: BoxChoice;
  readonly greeting: 'default' | 'busy' | 'none' | { readonly greetingId: string };
  readonly language: Language;
}

/** Voicemail boxes, as plans and calls to a person use them. */
export interface VoicemailPort {
  /** Plays the greeting and the beep, then records until the caller hangs up, presses #, or says nothing for a while. */
  take(call: AttendedCall, request: MessageRequest): Visit<MessageOutcome>;
  /** Whether unanswered calls to this person go to their box. */
  isOnFor(tenantId: string, userId: string): Promise<boolean>;
}

/** Nobody has a box. */
export const noVoicemail: VoicemailPort = { take: () => overAtOnce('failed'), isOnFor: async () => false };
