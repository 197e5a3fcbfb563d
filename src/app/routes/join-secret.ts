import { takeFragment } from '../../platform/links/take-fragment.ts';
import type { RouteGuard } from '../../platform/router/router.ts';

/** In this page's memory only. React may draw a page twice before it shows it, and the address has the secret once. */
let taken: { readonly routing: string; readonly secret: string } | undefined;

const pattern = /^\/support\/join\/([^/]+)$/u;

/** Keeps the secret of a colleague's link while somebody signs in: the way there and back has no place for it. */
export function keepingSecret(guard: RouteGuard): RouteGuard {
  return (location) => {
    const [, routing] = pattern.exec(location.path) ?? [];
    if (routing !== undefined) secretOf(routing);
    return guard(location);
  };
}

/** The secret of the link with this routing id; empty when the page was opened without. */
export function secretOf(routing: string): string {
  const secret = takeFragment(location, history);
  if (secret !== '') taken = { routing, secret };
  return taken?.routing === routing ? taken.secret : '';
}
