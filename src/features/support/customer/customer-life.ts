import { fromBase64Url } from '../../../../seal/index.ts';
import type { RelaySocketLike } from '../../../platform/relay/relay-socket.ts';
import { BrowserCapture } from '../state/browser-capture.ts';
import { openSession } from '../state/open-session.ts';
import type { Joining } from '../state/live-ports.ts';
import type { JoinRequest } from './arrival/join-request.ts';
import { PhoneCamera } from './camera/phone-camera.ts';
import { CobrowseSeat } from './cobrowse/cobrowse-seat.ts';
import type { CustomerLife } from './live/customer-session.tsx';
import { MaskedCapture } from './sharing/masked-capture.ts';

/** Comes in. This file carries what the session needs; it is fetched apart from the page that asks for a name. */
export function openCustomerLife(request: JoinRequest, openSocket: () => RelaySocketLike): CustomerLife {
  const capture = new MaskedCapture(new BrowserCapture());
  const cobrowse = openCobrowse(capture);
  const session = openSession(joiningOf(request), { capture: cobrowse?.watching(capture) ?? capture, openSocket });
  cobrowse?.join(session);
  const camera = new PhoneCamera(session, capture);
  addEventListener('pagehide', () => camera.close(), { once: true });
  session.start();
  return { session, maskOf: (track) => capture.maskOf(track), camera, cobrowse: cobrowse?.view };
}

let lastCobrowse: CobrowseSeat | undefined;

/** Joins the page that opened this window, when it says that it has our script; of several tries to come in the last has it. */
function openCobrowse(capture: MaskedCapture): CobrowseSeat | undefined {
  const opener: unknown = window.opener;
  if (!new URLSearchParams(location.search).has('page') || !isWindow(opener)) return undefined;
  lastCobrowse?.close();
  const seat = new CobrowseSeat(opener, (track) => capture.tabOf(track));
  addEventListener('pagehide', () => seat.close(), { once: true });
  lastCobrowse = seat;
  return seat;
}

/** Of another origin a window shows next to nothing: that it can be written to is what tells it. */
function isWindow(value: unknown): value is Window {
  return typeof value === 'object' && value !== null && 'postMessage' in value;
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
