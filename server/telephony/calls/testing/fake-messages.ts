import { createHeaders } from '../../sip/message/header-list.ts';
import type { SipRequest, SipResponse } from '../../sip/message/message.ts';
import { emptyBody } from '../../sip/message/message.ts';
import type { SipExtras } from '../../sip/dialog/user-agent.ts';
import type { SipHeaders } from '../../sip/message/headers.ts';
import type { SipUri } from '../../sip/message/uri.ts';

export function uriOf(user: string, host: string): SipUri {
  return { scheme: 'sip', user, host, parameters: new Map() };
}

export function requestOf(method: string, uri: SipUri, extras: SipExtras = {}): SipRequest {
  return { kind: 'request', method, uri, headers: headersOf(extras), body: bodyOf(extras) };
}

export function responseOf(status: number, reason: string, extras: SipExtras = {}): SipResponse {
  return { kind: 'response', status, reason, headers: headersOf(extras), body: bodyOf(extras) };
}

function headersOf(extras: SipExtras): SipHeaders {
  const headers = createHeaders();
  for (const [name, value] of extras.headers ?? []) headers.append(name, value);
  if (extras.body) headers.set('Content-Type', extras.body.type);
  return headers;
}

function bodyOf({ body }: SipExtras): Uint8Array {
  return body ? new TextEncoder().encode(body.content) : emptyBody;
}
