import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { SipHeaders } from '../sip/message/headers.ts';

/** A call that was passed on this often goes round in circles. Max-Forwards cannot see it: each call of ours is new. */
export const maxHops = 10;

/** How often a call was passed on before it came to us; what cannot be read counts as the limit. */
export function hopsOf(headers: SipHeaders): number {
  const text = headers.get(sipNames.hops);
  if (text === undefined) return 0;
  return /^\d{1,2}$/.test(text.trim()) ? Number(text) : maxHops;
}
