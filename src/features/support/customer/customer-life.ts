import { rehearseJoining } from '../../../../seal/index.ts';
import type { RelaySocketLike } from '../../../platform/relay/relay-socket.ts';
import { BrowserCapture } from '../state/browser-capture.ts';
import { customerSide } from '../state/customer-side.ts';
import type { CustomerWords } from '../state/first-words.ts';
import { openSession } from '../state/open-session.ts';
import { rehearseWhenIdle } from '../state/rehearse.ts';
import type { JoinRequest } from './arrival/join-request.ts';
import { joiningOf } from './joining-of.ts';
import type { CustomerLife } from './live/customer-session.tsx';
import { MaskedCapture } from './sharing/masked-capture.ts';

interface CustomerLine {
  readonly openSocket: () => RelaySocketLike;
  /** What was said on it with the click. */
  readonly said: CustomerWords | undefined;
}

/** Comes in. This file carries what the session needs; it is fetched apart from the page that asks for a name. */
export async function openCustomerLife(request: JoinRequest, { openSocket, said }: CustomerLine): Promise<CustomerLife> {
  const capture = new MaskedCapture(new BrowserCapture());
  const opener = openerWithScript();
  const cobrowse = opener && (await import('./cobrowse/open-cobrowse.ts')).openCobrowse(opener, capture);
  const session = openSession(joiningOf(request, said), {
    side: customerSide,
    capture: cobrowse?.watching(capture) ?? capture,
    openSocket,
  });
  cobrowse?.join(session);
  session.start();
  return { session, maskOf: (track) => capture.maskOf(track), phone: { session, capture }, cobrowse: cobrowse?.view };
}

/** Fetches ahead what the opened window alone needs. */
export async function prepareCustomerLife(): Promise<void> {
  if (openerWithScript()) await import('./cobrowse/open-cobrowse.ts');
}

/** While somebody reads. */
export function rehearseCustomerLife(signal: AbortSignal): void {
  rehearseWhenIdle(rehearseJoining, signal);
}

/** The page that opened this window, when it says that it has our script. */
function openerWithScript(): Window | undefined {
  const opener: unknown = window.opener;
  return new URLSearchParams(location.search).has('page') && isWindow(opener) ? opener : undefined;
}

/** Of another origin a window shows next to nothing: that it can be written to is what tells it. */
function isWindow(value: unknown): value is Window {
  return typeof value === 'object' && value !== null && 'postMessage' in value;
}
