import { z } from 'zod';

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

/** Body of the INFO. Fields that a page does not know are to be ignored. */
export const peerStatusSchema = z.object({ callId: z.string(), peer: peerStateSchema });
export type PeerStatus = z.infer<typeof peerStatusSchema>;
