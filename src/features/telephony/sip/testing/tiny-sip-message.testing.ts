/** Just enough of SIP to answer JsSIP in a test: one header per line, no folding. */
export interface TinyMessage {
  /** Method of a request, or the status of a response as text. */
  readonly kind: string;
  readonly isRequest: boolean;
  readonly uri: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export function parseTiny(text: string): TinyMessage {
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [first = '', ...lines] = head.split('\r\n');
  const isRequest = !first.startsWith('SIP/2.0');
  const [one = '', two = ''] = first.split(' ');
  const headers = lines.map((line): readonly [string, string] => [
    line.slice(0, line.indexOf(':')).trim(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return { kind: isRequest ? one : two, isRequest, uri: two, headers, body };
}

export const headerOf = (message: TinyMessage, name: string): string | undefined =>
  message.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

export const tagOf = (value: string | undefined): string | undefined => /;tag=([^;>]+)/.exec(value ?? '')?.[1];

export interface TinyAnswer {
  readonly status: number;
  readonly reason?: string;
  readonly toTag?: string | undefined;
  readonly headers?: readonly string[];
  readonly sdp?: string;
}

/** A response to a request, with the request's Via, From, To, Call-ID and CSeq (RFC 3261 §8.2.6). */
export function writeAnswer(request: TinyMessage, answer: TinyAnswer): string {
  const copied = request.headers.filter(([name]) => /^(via|from|call-id|cseq)$/i.test(name)).map(([name, value]) => `${name}: ${value}`);
  const to = headerOf(request, 'To') ?? '';
  const taggedTo = tagOf(to) !== undefined || answer.toTag === undefined ? to : `${to};tag=${answer.toTag}`;
  return compose(
    [
      `SIP/2.0 ${String(answer.status)} ${answer.reason ?? 'Reason'}`,
      ...copied,
      `To: ${taggedTo}`,
      'Contact: <sip:server@test.invalid;transport=ws>',
      ...(answer.headers ?? []),
    ],
    answer.sdp,
  );
}

export function compose(lines: readonly string[], sdp?: string, type = 'application/sdp'): string {
  const body = sdp ?? '';
  return [
    ...lines,
    ...(sdp === undefined ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${String(new TextEncoder().encode(body).length)}`,
    '',
    body,
  ].join('\r\n');
}
