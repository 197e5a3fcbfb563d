/** Whether this browser can seal and open: WebCrypto with Ed25519 and X25519, in a page that came over https. */
export async function canSeal(): Promise<boolean> {
  if (!isSecureContext) return false;
  try {
    await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
    await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
    return true;
  } catch (cause) {
    if (cause instanceof DOMException) return false;
    throw cause;
  }
}
