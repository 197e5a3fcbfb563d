import { type DigestAlgorithm, digestHash, digestResponse } from '../digest/digest-response.ts';
import { authValuesOf } from '../message/authentication.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { formatUri } from '../message/uri-parser.ts';

export interface DigestAnswer {
  readonly username?: string;
  readonly password?: string;
  readonly algorithm?: DigestAlgorithm;
  readonly nc?: string;
  readonly uri?: string;
  readonly nonce?: string;
  /** Parameters to leave out. */
  readonly without?: readonly string[];
}

/** The Authorization value that answers the challenge of that algorithm, as a device computes it (RFC 7616 §3.4). */
export function answerChallenge(challenge: SipResponse, request: SipRequest, answer: DigestAnswer = {}): string {
  const { username = 'bob-desk', password = 'secret', algorithm = 'SHA-256', nc = '00000001', uri = formatUri(request.uri) } = answer;
  const offered = authValuesOf(challenge.headers, 'WWW-Authenticate').find((value) => value.parameters.get('algorithm') === algorithm);
  const realm = offered?.parameters.get('realm') ?? 'main.acme.example.test';
  const nonce = answer.nonce ?? offered?.parameters.get('nonce') ?? 'none';
  const ha1 = digestHash(algorithm, `${username}:${realm}:${password}`);
  const response = digestResponse({ algorithm, ha1, method: request.method, uri, nonce, nc, cnonce: 'c0ffee' });
  const parts = [
    ['username', `"${username}"`],
    ['realm', `"${realm}"`],
    ['nonce', `"${nonce}"`],
    ['uri', `"${uri}"`],
    ['response', `"${response}"`],
    ['cnonce', '"c0ffee"'],
    ['nc', nc],
    ['qop', 'auth'],
    ['algorithm', algorithm],
  ] as const;
  return `Digest ${parts
    .filter(([name]) => !(answer.without ?? []).includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')}`;
}
