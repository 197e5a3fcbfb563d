import type { SipMessage } from '../message/message.ts';
import { serialise } from '../message/serialise.ts';
import { StreamFramer } from '../transport/stream-framer.ts';
import { testRequest } from './requests.ts';

let serial = 0;

/** An OPTIONS of its own transaction, answered to where it came from, also over UDP. */
export function livingOptions(): { readonly bytes: Buffer; readonly callId: string } {
  serial++;
  const callId = `alive-${String(serial)}`;
  return { bytes: serialise(testRequest('OPTIONS', { branch: `z9hG4bKalive${String(serial)};rport`, callId })), callId };
}

/** The whole messages in what came in. */
export function messagesIn(text: string): SipMessage[] {
  return new StreamFramer().push(Buffer.from(text, 'utf8')).flatMap((frame) => (frame.kind === 'message' ? [frame.message] : []));
}

/** Statuses of the final answers with one of these Call-IDs (undefined: without one), each copy once. */
export function finalsFor(text: string, callIds: readonly (string | undefined)[]): string[] {
  const found = new Map<string, string>();
  for (const message of messagesIn(text)) {
    if (message.kind !== 'response' || message.status < 200 || !callIds.includes(message.headers.get('call-id'))) continue;
    found.set(`${message.headers.get('call-id') ?? ''} ${String(message.status)}`, String(message.status));
  }
  return [...found.values()];
}

/** Call-IDs that stand in a raw message; `[undefined]` when there is none. */
export function callIdsOf(bytes: Buffer): (string | undefined)[] {
  const found = [...bytes.toString('utf8').matchAll(/^(?:Call-ID|i)[ \t]*:[ \t]*(.+?)\r$/gim)].map((match) => match[1]);
  return found.length > 0 ? found : [undefined];
}

/** Whether the OPTIONS with that Call-ID was answered 200, whatever else came in. */
export function isAlive(text: string, callId: string): boolean {
  const at = text.indexOf(`\r\nCall-ID: ${callId}\r\n`);
  return at >= 0 && text.startsWith('SIP/2.0 200 ', text.lastIndexOf('SIP/2.0 2', at));
}
