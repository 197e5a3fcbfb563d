import { fromBase64Url } from '../../../../seal/index.ts';
import type { CustomerWords } from '../state/first-words.ts';
import type { Joining } from '../state/joining.ts';
import { asOf, routingOf, type JoinRequest } from './arrival/join-request.ts';

/** From the click to the session, which goes on from what the click said: with the same token it has the same seat. */
export function joiningOf(request: JoinRequest, said: CustomerWords | undefined): Joining {
  const { name } = request;
  const coming = { role: 'customer', as: said?.as ?? asOf(request), routing: routingOf(request), name, said } as const;
  if (request.kind === 'code') return { ...coming, secret: { kind: 'code', word: request.word } };
  // Somebody who comes back has a seat of their own, and proves it by what the tab kept; there is no other secret.
  return { ...coming, secret: { kind: 'link', secret: fromBase64Url(request.kind === 'link' ? request.secret : '') } };
}
