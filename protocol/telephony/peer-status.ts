import { z } from 'zod';
import { recordingStatusSchema } from '../media/recordings.ts';
import { conferenceStatusSchema } from './conference.ts';

/**
 * What a softphone is told about the other side of its call, in an in-dialog INFO whenever it changes and after
 * each Replaces:
 *
 *   connected ◄──► holding        the other side put us on hold; we hear music
 *       ▲──► reconnecting ◄──▲    the other side's page or network is away; the call waits for it
 */
export const peerStates = ['connected', 'holding', 'reconnecting'] as const;
export const peerStateSchema = z.enum(peerStates);
export type PeerState = z.infer<typeof peerStateSchema>;

/** Who the other side is now: a dial plan, the person who answered it, whom the call was transferred to. */
export const peerPartySchema = z.object({ displayName: z.string(), number: z.string() });
export type PeerParty = z.infer<typeof peerPartySchema>;

/**
 * What happens to a caller who is in no person's hands: in a plan's, waits in a queue, leaves a message in a voicemail box, is in a
 * conference room, is recorded. `name` is the queue's, the box's or the room's.
 */
export const callActivities = ['plan', 'queue', 'voicemail', 'conference', 'recording'] as const;
export const callActivitySchema = z.object({ kind: z.enum(callActivities).catch('plan'), name: z.string().optional() });
export type CallActivity = z.infer<typeof callActivitySchema>;

/** Body of the INFO. Fields that a page does not know are to be ignored. */
export const peerStatusSchema = z.object({
  callId: z.string(),
  peer: peerStateSchema,
  party: peerPartySchema.optional(),
  /** Absent while two people talk. */
  activity: callActivitySchema.optional(),
  /** The call is being recorded; absent when it is not. */
  recording: recordingStatusSchema.optional(),
  /** Whom else one hears, of three and more; absent while two talk. */
  conference: conferenceStatusSchema.optional(),
});
export type PeerStatus = z.infer<typeof peerStatusSchema>;
