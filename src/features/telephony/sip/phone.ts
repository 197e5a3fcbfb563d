import { z } from 'zod';
import type { RecordingStatus } from '../../../../protocol/media/recordings.ts';
import type { ConferenceStatus } from '../../../../protocol/telephony/conference.ts';
import type { CallActivity } from '../../../../protocol/telephony/peer-status.ts';
import type { RingNews } from '../../../../protocol/telephony/ring-reason.ts';
import type { DeviceProblem } from '../../../platform/devices/device-problem.ts';
import type { CallState } from './call-state.ts';
import { dialogIdsSchema } from './dialog-ids.ts';
import type { PhoneStatus } from './phone-status.ts';

export const partySchema = z.object({ displayName: z.string(), number: z.string() });
export type Party = z.infer<typeof partySchema>;

/** One call as screens (of this and other tabs) see it: plain data. */
export interface CallSnapshot {
  /** Ours, constant through reload and Replaces. */
  readonly id: string;
  /** `X-Deskline-Call`; null until the server said it. */
  readonly serverCallId: string | null;
  readonly direction: 'incoming' | 'outgoing';
  /** The other side as it is now: of a call through a dial plan first the plan, then whoever answered. */
  readonly party: Party;
  /** What happens to us while the other side is no person; null while two people talk. */
  readonly activity: CallActivity | null;
  /** The server records what is said, or has paused; null when it does not. */
  readonly recording: RecordingStatus | null;
  /** Who else is in it, of a call that is in a conference. */
  readonly conference: ConferenceStatus | null;
  /** The extension that was called, of an incoming call. */
  readonly calledNumber: string | null;
  /** Why this phone was rung by a plan, a group or a queue, and what is known of the caller. */
  readonly ringNews: RingNews | null;
  readonly state: CallState;
  readonly startedAtMs: number;
  readonly isMuted: boolean;
  /** Hold was pressed, even when the server does not know yet. */
  readonly isHoldWished: boolean;
  /** Ignored here; other devices ring on. */
  readonly isIgnored: boolean;
  /** Keys that wait for the network. */
  readonly waitingKeys: number;
  /** Keys that the other side pressed, the newest last. */
  readonly receivedKeys: string;
  /** Why the last try to answer failed. */
  readonly problem: DeviceProblem | null;
}

/** What a page must remember to take an answered call over after a reload or from a closed tab. */
export const savedCallSchema = z.object({
  id: z.string(),
  serverCallId: z.string().nullable(),
  direction: z.enum(['incoming', 'outgoing']),
  party: partySchema,
  calledNumber: z.string().nullable(),
  startedAtMs: z.number(),
  answeredAtMs: z.number(),
  dialog: dialogIdsSchema,
  isMuted: z.boolean(),
  isHeldByMe: z.boolean(),
  isHeldByOther: z.boolean(),
  lastKeyNumber: z.number().int().nonnegative(),
});
export type SavedCall = z.infer<typeof savedCallSchema>;

export interface PhoneEvents extends Record<string, readonly unknown[]> {
  /** Status or calls changed. */
  changed: [];
  /** A call's remote sound; again after each new media connection. */
  track: [call: CallSnapshot, track: MediaStreamTrack];
}

/** Our phone: everything above it knows no SIP library. Commands on unknown or ended calls do nothing and return false. */
export interface Phone {
  readonly status: PhoneStatus;
  /** Oldest first; ended ones stay until dismissed. */
  readonly calls: readonly CallSnapshot[];
  on<Name extends keyof PhoneEvents & string>(name: Name, listener: (...data: PhoneEvents[Name]) => void): () => void;
  /** Registers and takes saved calls over. */
  start(saved: readonly SavedCall[]): void;
  /** Unregisters. Calls that are up stay on the server for whoever takes over when `keepCalls`. */
  stop(options: { readonly keepCalls: boolean }): void;
  /** `siteId` tells the server where an emergency call is made. @returns the call's id; the call may end at once, with its cause. */
  dial(number: string, displayName?: string, siteId?: string): string;
  answer(callId: string): boolean;
  /** 603: all devices stop. */
  decline(callId: string): boolean;
  /** Only here: other devices ring on. */
  ignore(callId: string): boolean;
  hangUp(callId: string): boolean;
  setMuted(callId: string, isMuted: boolean): boolean;
  setHeld(callId: string, isHeld: boolean): boolean;
  press(callId: string, keys: string): boolean;
  /** Forgets an ended call. */
  dismiss(callId: string): boolean;
  /** Answered calls with all that a successor needs. */
  savedCalls(): readonly SavedCall[];
  /** WebRTC figures of the call's connection. */
  stats(callId: string): Promise<RTCStatsReport | undefined>;
}
