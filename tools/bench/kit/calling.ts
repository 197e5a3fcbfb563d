import { randomBytes } from 'node:crypto';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { headerOf, readMessage, type SipConnection, type WireMessage } from './sip-connection.ts';

const short = (): string => randomBytes(6).toString('hex');
const uriOf = (value: string): string => /<([^>]+)>/.exec(value)?.[1] ?? value;
const valuesOf = (message: WireMessage, name: string): readonly string[] =>
  message.lines.filter(([known]) => known.toLowerCase() === name).map(([, value]) => value);

/** A browser's offer as it stands on the wire; nothing listens behind it. */
const sdp = (role: 'offer' | 'answer'): string =>
  [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 110',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    `a=setup:${role === 'offer' ? 'actpass' : 'active'}`,
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=fmtp:111 minptime=10;useinbandfec=1',
    'a=rtpmap:110 telephone-event/48000',
    'a=ssrc:3735928559 cname:bench',
    '',
  ].join('\r\n');

/** Times of one call, milliseconds since its INVITE left. */
export interface CallTimes {
  readonly ringingMs: number;
  readonly answeredMs: number;
  readonly endedMs: number;
}

/** A call in progress. */
export interface OpenCall extends Pick<CallTimes, 'ringingMs' | 'answeredMs'> {
  /** Sends BYE; resolves when it was answered. */
  end(): Promise<void>;
}

/** Answers every call at once: 180, 200, and 200 to BYE. */
export function answerCalls(connection: SipConnection, user: string, onInvite: () => void = () => undefined): void {
  const tag = short();
  connection.onMessage((message) => {
    if (message.status > 0) return;
    const reply = (status: string, extra: readonly string[] = [], body = ''): void =>
      connection.send(response(message, status, { tag, extra, body }));
    const contact = `Contact: <sip:${user}@${connection.local};transport=${connection.transport.toLowerCase()}>`;
    if (message.method === 'INVITE') {
      onInvite();
      reply('180 Ringing', [contact]);
      reply('200 OK', [contact, 'Content-Type: application/sdp'], sdp('answer'));
    } else if (message.method !== 'ACK') reply('200 OK');
  });
}

function response(request: WireMessage, status: string, parts: { tag: string; extra: readonly string[]; body: string }): string {
  const copied = request.lines
    .filter(([name]) => /^(via|record-route|from|call-id|cseq)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`);
  const to = headerOf(request, 'to');
  return [
    `SIP/2.0 ${status}`,
    ...copied,
    `To: ${/;tag=/.test(to) ? to : `${to};tag=${parts.tag}`}`,
    ...parts.extra,
    `Content-Length: ${String(parts.body.length)}`,
    '',
    parts.body,
  ].join('\r\n');
}

/** Call-ID and CSeq: what a request and its answers have in common. */
const transactionOf = (message: WireMessage): string => `${headerOf(message, 'call-id')} ${headerOf(message, 'cseq')}`;

/** Places calls one after another over one connection. */
export class CallingAgent {
  readonly #connection: SipConnection;
  readonly #address: string;
  #waiting: { readonly transaction: string; readonly take: (message: WireMessage) => void } | undefined;

  constructor(connection: SipConnection, address: string) {
    this.#connection = connection;
    this.#address = address;
    connection.onMessage((message) => {
      // A busy server may repeat a 200 whose ACK is on its way: that is no answer to what was asked since.
      if (message.status > 0) {
        if (this.#waiting?.transaction === transactionOf(message)) this.#waiting.take(message);
      } else connection.send(response(message, '200 OK', { tag: 'x', extra: [], body: '' }));
    });
  }

  /** INVITE, ACK, BYE. @throws with the status when the call is refused. */
  async call(target: string): Promise<CallTimes> {
    const began = performance.now();
    const open = await this.open(target);
    await open.end();
    const { ringingMs, answeredMs } = open;
    return { ringingMs, answeredMs, endedMs: performance.now() - began };
  }

  /** INVITE and ACK. @throws with the status when the call is refused. */
  async open(target: string): Promise<OpenCall> {
    const dialog = { callId: short(), tag: short() };
    const began = performance.now();
    let ringingMs = Number.NaN;
    const invite = this.#request('INVITE', target, { ...dialog, cseq: 1, body: sdp('offer') });
    const answer = await this.#exchange(invite, (message) => {
      if (message.status >= 180 && message.status < 200 && Number.isNaN(ringingMs)) ringingMs = performance.now() - began;
    });
    const answeredMs = performance.now() - began;
    if (answer.status !== 200)
      throw new Error(`the call was refused: ${answer.startLine} (${headerOf(answer, sipNames.endCause.toLowerCase())})`);
    const routes = valuesOf(answer, 'record-route').toReversed();
    const inDialog = { ...dialog, to: headerOf(answer, 'to'), routes };
    const remote = uriOf(headerOf(answer, 'contact'));
    this.#connection.send(this.#request('ACK', remote, { ...inDialog, cseq: 1 }));
    const end = async (): Promise<void> => {
      await this.#exchange(this.#request('BYE', remote, { ...inDialog, cseq: 2 }));
    };
    return { ringingMs, answeredMs, end };
  }

  #exchange(text: string, onProvisional: (message: WireMessage) => void = () => undefined): Promise<WireMessage> {
    return new Promise((resolve) => {
      const take = (message: WireMessage): void => {
        if (message.status < 200) onProvisional(message);
        else resolve(message);
      };
      this.#waiting = { transaction: transactionOf(readMessage(text)), take };
      this.#connection.send(text);
    });
  }

  #request(
    method: string,
    uri: string,
    parts: { callId: string; tag: string; cseq: number; to?: string; routes?: readonly string[]; body?: string },
  ): string {
    const { transport, local } = this.#connection;
    const body = parts.body ?? '';
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/${transport} ${local};branch=z9hG4bK${short()};rport`,
      ...(parts.routes ?? []).map((route) => `Route: ${route}`),
      'Max-Forwards: 69',
      `To: ${parts.to ?? `<${uri}>`}`,
      `From: <${this.#address}>;tag=${parts.tag}`,
      `Call-ID: ${parts.callId}`,
      `CSeq: ${String(parts.cseq)} ${method}`,
      `Contact: <sip:caller@${local};transport=${transport.toLowerCase()}>`,
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${String(body.length)}`,
      '',
      body,
    ].join('\r\n');
  }
}
