/** What the address asks for. */
export type Place =
  | { readonly kind: 'code' }
  | { readonly kind: 'link'; readonly routingId: string; readonly isCamera: boolean; readonly secret: string | undefined };

/** 128 random bits in base64url, as the expert's browser makes both halves of a link. */
const half = /^[\w-]{22}$/;

/** @param secret what stood behind the `#`; empty after the page was loaded again */
export function placeOf(path: string, secret: string): Place {
  const [, page, routingId, ...more] = path.replace(/\/$/, '').split('/');
  if ((page !== 'j' && page !== 'see') || routingId === undefined || !half.test(routingId) || more.length > 0) return { kind: 'code' };
  return { kind: 'link', routingId, isCamera: page === 'see', secret: half.test(secret) ? secret : undefined };
}
