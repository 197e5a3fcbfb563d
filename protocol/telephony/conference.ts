import { z } from 'zod';

/** A conference as its members see it: a room of a dial plan, or calls that somebody merged. */
export const conferenceStatusSchema = z.object({
  /** The same for all calls of a conference: who merged two calls has two. */
  id: z.string(),
  /** The room's name; merged calls have none. */
  name: z.string().optional(),
  /** Names of all who are in it, in the order in which they came. */
  members: z.array(z.string()),
  /** The host has not come, and nobody is heard before. */
  isWaiting: z.boolean(),
  /** This member muted themselves by keys. */
  isMuted: z.boolean(),
  /** Somebody's call in it is being recorded. */
  isRecorded: z.boolean(),
});
export type ConferenceStatus = z.infer<typeof conferenceStatusSchema>;

/** Calls of one's own to be merged, by their `X-Deskline-Call`. */
export const mergeCallsSchema = z.object({ callIds: z.array(z.uuid()).min(2).max(8) });
