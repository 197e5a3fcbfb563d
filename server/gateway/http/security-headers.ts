import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './router.ts';

/**
 * Scripts, styles and connections of our own origin only. Styles allow inline because React Aria and the graph editor
 * set positions in style elements; scripts never. `wasm-unsafe-eval` compiles WebAssembly, it evaluates no text.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'microphone=(self), camera=(self), display-capture=(self), speaker-selection=(self), autoplay=(self), geolocation=(), payment=(), usb=()',
};

const plainHeaders = Object.entries(always);
/** RFC 6797 §7.2: "An HSTS Host MUST NOT include the STS header field in HTTP responses conveyed over non-secure transport." */
const secureHeaders = Object.entries({ ...always, 'strict-transport-security': 'max-age=31536000' });

/** Puts the headers on every answer, errors included. */
export function securityHeaders(isSecure: (bindings: HttpBindings) => boolean): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    await next();
    for (const [name, value] of isSecure(context.env) ? secureHeaders : plainHeaders) context.res.headers.set(name, value);
    context.res.headers.set('x-request-id', context.get('requestId'));
  };
}
