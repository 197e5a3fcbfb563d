import type { CookieName } from './call.ts';

/**
 * Name of a cookie on the wire. With HTTPS it gets `__Host-`: the browser then takes it only from us, over TLS, for
 * the whole host (RFC 6265bis §4.1.3.2).
 */
export function cookieNameOf(name: CookieName, isSecure: boolean): string {
  return isSecure ? `__Host-${name}` : name;
}

/** The value of a cookie in a Cookie header; the first one when there are several. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...rest] = pair.split('=');
    if (key?.trim() === name) return rest.join('=').trim();
  }
  return undefined;
}

/**
 * A Set-Cookie line. SameSite=Strict costs us nothing: the page itself is public, and its own requests are same-site
 * even after a link from elsewhere led to it.
 */
export function cookieLine(
  name: CookieName,
  value: string,
  options: { readonly isSecure: boolean; readonly maxAgeSeconds: number },
): string {
  const parts = [
    `${cookieNameOf(name, options.isSecure)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${options.maxAgeSeconds}`,
  ];
  return (options.isSecure ? [...parts, 'Secure'] : parts).join('; ');
}
