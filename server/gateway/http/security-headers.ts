import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { isCustomerPage } from './customer-pages.ts';
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

/**
 * For the pages of customers: whoever joins has no account with us and shows their screen. Nothing but files of our own origin, no inline
 * styles, and Trusted Types with the one policy of the page, which makes addresses of our workers alone.
 */
export const customerPagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  // 'self' takes in ws and wss of our own host (CSP Level 3 §6.7.2.8).
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types deskline',
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
    if (isCustomerPage(context.req.path)) context.res.headers.set('content-security-policy', customerPagePolicy);
    context.res.headers.set('x-request-id', context.get('requestId'));
  };
}
