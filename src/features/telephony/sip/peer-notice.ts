import { peerStatusSchema, type PeerStatus } from '../../../../protocol/telephony/peer-status.ts';
import { sipNames } from '../../../../protocol/telephony/sip-names.ts';

/** Reads an in-dialog INFO that tells who and how the other side is; undefined when it is none of ours or from a newer server. */
export function readPeerNotice(contentType: string, body: string): PeerStatus | undefined {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== sipNames.peerStatusType) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Not JSON: the same as a notice that we do not know.
    return undefined;
  }
  const parsed = peerStatusSchema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
