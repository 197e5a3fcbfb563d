import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import type { Call } from './call.ts';

/**
 * The caller's leg: an answer to the INVITE's offer, or, for an INVITE without one, an offer of ours for the 200
 * (RFC 3261 §13.2.1), completed by the ACK. @throws {MediaError}
 */
export function openCallerMedia(media: MediaEngine, call: Call, offer: string | undefined): Promise<MediaLeg> {
  const person = `${call.tenantId}/${call.caller.userId}`;
  return offer === undefined ? media.openOffering({ callId: call.id, person }) : media.openAnswering({ callId: call.id, person, offer });
}
