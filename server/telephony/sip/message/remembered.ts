import { headersFrom } from './header-list.ts';
import { headerKey } from './header-names.ts';
import { emptyBody, type SipMessage } from './message.ts';

const kept = ['From', 'To', 'Call-ID', 'CSeq'] as const;

/**
 * What is left to remember of a message that was dealt with: whose it is. Header values are slices of the whole message's text
 * and would keep it in memory, so they are copied; so would the body, which can hold a buffer many times its size.
 */
export function remembered<Message extends SipMessage>(message: Message): Message {
  const names = kept.filter((name) => message.headers.has(name));
  const values = names.map((name) => Buffer.from(message.headers.get(name) ?? '').toString());
  // Copies by `map` and spread take no more room than they need.
  return { ...message, headers: headersFrom([...names], names.map(headerKey), values), body: emptyBody };
}
