import { z } from 'zod';

/** Names a dialog from our side (RFC 3261 §12). */
export const dialogIdsSchema = z.object({ callId: z.string().min(1), localTag: z.string().min(1), remoteTag: z.string().min(1) });
export type DialogIds = z.infer<typeof dialogIdsSchema>;

/**
 * The Replaces header that names our dialog to the server (RFC 3891 §3): "the to-tag … is compared to the local tag" of the
 * receiving side, so our remote tag is its `to-tag`.
 */
export const replacesHeader = (ids: DialogIds): string => `Replaces: ${ids.callId};to-tag=${ids.remoteTag};from-tag=${ids.localTag}`;
