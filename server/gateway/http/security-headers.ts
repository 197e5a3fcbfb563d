import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { cobrowseScript, isCustomerPage, openerPolicyOf } from './customer-pages.ts';
import { sourceOf, type InlineHashes } from './inline-hashes.ts';
import { insertedStyles } from './inserted-styles.ts';
import type { HttpEnv } from './router.ts';

// `wasm-unsafe-eval` compiles WebAssembly, it evaluates no text.
const scripts = "script-src 'self' 'wasm-unsafe-eval'";
/** Of every page: nothing but our own files, and Trusted Types with the one policy of the page, which makes addresses of our workers alone. */
const everywhere = [
  "default-src 'none'",
  "worker-src 'self'",
  "font-src 'self'",
  // 'self' takes in ws and wss of our own host (CSP Level 3 §6.7.2.8).
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types deskline',
];

/**
 * For the pages of staff. What a script sets of an element's own style (`element.style`) is no inline style (CSP Level 3 §8.3); a style element is
 * one, and of those only what the library of controls inserts is let in. A track is no address either: it needs no source.
 */
const contentSecurityPolicy = [
  scripts,
  ...everywhere,
  ["style-src 'self'", ...insertedStyles.map(sourceOf)].join(' '),
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
].join('; ');

/**
 * For the pages of customers: whoever joins has no account with us and shows their screen. What the build put into the page itself, so that it
 * need not be fetched, is let in by its hash; nothing else that stands in a page is.
 */
function customerPagePolicyOf({ scripts: inPage, styles }: InlineHashes): string {
  return [
    [scripts, ...inPage].join(' '),
    ...everywhere,
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "form-action 'none'",
  ].join('; ');
}

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'microphone=(self), camera=(self), display-capture=(self), speaker-selection=(self), autoplay=(self), geolocation=(), payment=(), usb=()',
};

const plainHeaders = Object.entries(always);
/** RFC 6797 §7.2: "An HSTS Host MUST NOT include the STS header field in HTTP responses conveyed over non-secure transport." */
const secureHeaders = Object.entries({ ...always, 'strict-transport-security': 'max-age=31536000' });

/**
 * Puts the headers on every answer, errors included.
 * @param inCustomerPages what stands in the customers' pages themselves
 */
export function securityHeaders(isSecure: (bindings: HttpBindings) => boolean, inCustomerPages: InlineHashes): MiddlewareHandler<HttpEnv> {
  const customerPagePolicy = customerPagePolicyOf(inCustomerPages);
  return async (context, next) => {
    await next();
    for (const [name, value] of isSecure(context.env) ? secureHeaders : plainHeaders) context.res.headers.set(name, value);
    const { path } = context.req;
    context.res.headers.set('cross-origin-opener-policy', openerPolicyOf(path));
    if (path === cobrowseScript) context.res.headers.set('cross-origin-resource-policy', 'cross-origin');
    if (isCustomerPage(path)) context.res.headers.set('content-security-policy', customerPagePolicy);
    context.res.headers.set('x-request-id', context.get('requestId'));
  };
}
