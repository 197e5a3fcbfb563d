import type { ByInvite } from '../../state/first-words.ts';

/** What the person asked for by a click. */
export type JoinRequest =
  | { readonly kind: 'code'; readonly nameplate: string; readonly word: string; readonly name: string }
  | { readonly kind: 'link'; readonly routingId: string; readonly secret: string; readonly name: string }
  /** A seat that this tab had before it was loaded again. */
  | { readonly kind: 'back'; readonly routing: string; readonly name: string };

/** The public half of what they came with. */
export function routingOf(request: JoinRequest): string {
  if (request.kind === 'code') return request.nameplate;
  return request.kind === 'link' ? request.routingId : request.routing;
}

/** How the relay knows them. */
export function asOf(request: JoinRequest): ByInvite {
  const routing = routingOf(request);
  const isCode = request.kind === 'code' || (request.kind === 'back' && /^\d{6}$/u.test(routing));
  return isCode ? { kind: 'code', nameplate: routing } : { kind: 'link', routingId: routing };
}
