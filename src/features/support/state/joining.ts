import type { RelayAs } from '../../../../protocol/support/relay-requests.ts';
import { newGreeting, toBase64Url } from '../../../../seal/greeting/index.ts';
import type { JoinSecret } from '../../../../seal/index.ts';
import type { CustomerWords } from './first-words.ts';

/** How somebody comes into a session. */
export type Joining =
  | { readonly role: 'expert'; readonly sessionId: string; readonly name: string }
  | {
      readonly role: 'expert' | 'customer';
      readonly as: RelayAs;
      readonly secret: JoinSecret;
      readonly routing: string;
      readonly name: string;
      /** What a customer's page said with the click already. */
      readonly said?: CustomerWords | undefined;
    };

/** What a kept seat is about. */
export function placeOf(joining: Joining): string {
  return 'sessionId' in joining ? joining.sessionId : joining.routing;
}

/** How the relay knows whoever comes in anew. */
export function asOf(joining: Joining): RelayAs {
  return 'sessionId' in joining ? { kind: 'expert', sessionId: joining.sessionId } : joining.as;
}

/** The one that was said already, or a new one. */
export function greetingOf({ role, secret, routing, said }: Exclude<Joining, { sessionId: string }>): {
  readonly run: string;
  readonly body: string;
} {
  if (said) return { run: said.run, body: said.log.body };
  const { run, body } = newGreeting(role, secret.kind, routing);
  return { run, body: toBase64Url(body) };
}
