import { fromBase64Url } from '../../../../seal/index.ts';
import { BrowserCapture } from '../state/browser-capture.ts';
import { openSession } from '../state/open-session.ts';
import type { Joining } from '../state/live-ports.ts';
import type { JoinRequest } from './arrival/join-request.ts';
import type { CustomerLife } from './live/customer-session.tsx';
import { MaskedCapture } from './sharing/masked-capture.ts';

/** Comes in. This file carries what the session needs; it is fetched apart from the page that asks for a name. */
export function openCustomerLife(request: JoinRequest): CustomerLife {
  const capture = new MaskedCapture(new BrowserCapture());
  const session = openSession(joiningOf(request), capture);
  session.start();
  return { session, maskOf: (track) => capture.maskOf(track) };
}

function joiningOf(request: JoinRequest): Joining {
  const { name } = request;
  if (request.kind === 'code') {
    const { nameplate, word } = request;
    return { role: 'customer', as: { kind: 'code', nameplate }, secret: { kind: 'code', word }, routing: nameplate, name };
  }
  const routing = request.kind === 'link' ? request.routingId : request.routing;
  // Somebody who comes back has a seat of their own, and proves it by what the tab kept; there is no other secret.
  const secret = fromBase64Url(request.kind === 'link' ? request.secret : '');
  const as =
    request.kind === 'back' && isNameplate(routing)
      ? ({ kind: 'code', nameplate: routing } as const)
      : ({ kind: 'link', routingId: routing } as const);
  return { role: 'customer', as, secret: { kind: 'link', secret }, routing, name };
}

function isNameplate(routing: string): boolean {
  return /^\d{6}$/.test(routing);
}
