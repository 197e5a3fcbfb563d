/** What a session cannot do without. */
export const needs = ['secure', 'socket', 'rtc', 'curves'] as const;
export type Need = (typeof needs)[number];

/** What we look at of the browser. */
export interface BrowserParts {
  readonly isSecureContext: boolean;
  readonly WebSocket?: unknown;
  readonly RTCPeerConnection?: unknown;
  readonly RTCRtpScriptTransform?: unknown;
  readonly crypto?: { readonly subtle?: Pick<SubtleCrypto, 'generateKey'> };
}

/** What this browser lacks; empty: it can join. There is no way without: what cannot be sealed is not sent. */
export async function missingNeeds(parts: BrowserParts): Promise<readonly Need[]> {
  if (!parts.isSecureContext) return ['secure'];
  const missing: Need[] = [];
  if (parts.WebSocket === undefined) missing.push('socket');
  if (parts.RTCPeerConnection === undefined || parts.RTCRtpScriptTransform === undefined) missing.push('rtc');
  if (!(await hasCurves(parts.crypto?.subtle))) missing.push('curves');
  return missing;
}

async function hasCurves(subtle: Pick<SubtleCrypto, 'generateKey'> | undefined): Promise<boolean> {
  if (!subtle) return false;
  try {
    await subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
    await subtle.generateKey({ name: 'Ed25519' }, false, ['sign']);
    return true;
  } catch {
    // NotSupportedError in some browsers, a TypeError or SyntaxError in others: all say the same.
    return false;
  }
}
