import type { AddressInfo } from 'node:net';
import { RTCPeerConnection } from 'werift';
import { WebSocketServer, type WebSocket } from 'ws';
import { compose, headerOf, parseTiny, tagOf, writeAnswer, type TinyMessage } from './tiny-sip-message.testing.ts';

/** How the server answers an INVITE without Replaces. */
export type Plan = 'answer' | 'ring-only' | { readonly status: number; readonly cause?: string };

interface TinyDialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly remoteUri: string;
  readonly connection: RTCPeerConnection;
}

/** A real WebSocket SIP server of one registered user, with real WebRTC at its end: what the page's phone is tested against. */
export class TinyServer {
  plan: Plan = 'answer';
  /** Requests in the order they came, ACK and REGISTER too. */
  readonly requests: TinyMessage[] = [];
  readonly dialogs = new Map<string, TinyDialog>();
  elapsedMs: number | undefined;
  /** Takes INFO without answering it: the request is in flight. */
  isSilentToInfo = false;
  /** Takes re-INVITEs without answering them. */
  isSilentToReinvite = false;
  isRefusingReplaces = false;
  /** What the server tells of the other side in the same moment as its 200. */
  toldWithAnswer: string | undefined;
  readonly #server: WebSocketServer;
  #socket: WebSocket | undefined;
  #count = 0;
  #contact = '';

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data: Buffer) => void this.#receive(data.toString()));
    });
  }

  static create(): Promise<TinyServer> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
    return new Promise((resolve) => server.on('listening', () => resolve(new TinyServer(server))));
  }

  get url(): string {
    return `ws://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  of(method: string): readonly TinyMessage[] {
    return this.requests.filter((request) => request.kind === method);
  }

  /** The socket dies, as when a cable is pulled and the router says so. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Tells the page of a call how its other side is. */
  tell(callId: string, peer: string, more: object = {}): void {
    this.#inDialog(callId, 'INFO', JSON.stringify({ callId: 'c', peer, ...more }), 'application/deskline+json');
  }

  hangUp(callId: string): void {
    this.#inDialog(callId, 'BYE');
  }

  /** Calls the page. Resolves to the SIP Call-ID. */
  async ring(extra: readonly string[] = []): Promise<string> {
    const callId = `in-${String((this.#count += 1))}`;
    const connection = new RTCPeerConnection();
    connection.addTransceiver('audio');
    await connection.setLocalDescription(await connection.createOffer());
    const localTag = `srv${String(this.#count)}`;
    this.dialogs.set(callId, { callId, localTag, remoteTag: '', remoteUri: this.#contact, connection });
    this.#send(
      compose(
        [
          `INVITE ${this.#contact} SIP/2.0`,
          `Via: SIP/2.0/WS test.invalid;branch=z9hG4bKinv${String(this.#count)}`,
          'Max-Forwards: 70',
          `From: "Bob Meyer" <sip:101@test.invalid>;tag=${localTag}`,
          'To: <sip:alice@test.invalid>',
          `Call-ID: ${callId}`,
          'CSeq: 1 INVITE',
          'Contact: <sip:server@test.invalid;transport=ws>',
          ...extra,
        ],
        connection.localDescription?.sdp,
      ),
    );
    return callId;
  }

  cancel(callId: string, reason?: string): void {
    const number = callId.slice(3);
    this.#send(
      compose([
        `CANCEL ${this.#contact} SIP/2.0`,
        `Via: SIP/2.0/WS test.invalid;branch=z9hG4bKinv${number}`,
        `From: "Bob Meyer" <sip:101@test.invalid>;tag=srv${number}`,
        'To: <sip:alice@test.invalid>',
        `Call-ID: ${callId}`,
        'CSeq: 1 CANCEL',
        ...(reason === undefined ? [] : [`Reason: ${reason}`]),
      ]),
    );
  }

  async close(): Promise<void> {
    for (const dialog of this.dialogs.values()) await dialog.connection.close();
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(text: string): Promise<void> {
    if (text === '\r\n\r\n') return this.#send('\r\n');
    const message = parseTiny(text);
    this.requests.push(message);
    if (!message.isRequest) return this.#receiveResponse(message);
    if (message.kind === 'REGISTER') return this.#register(message);
    if (message.kind === 'INVITE') return await this.#invite(message);
    if (message.kind === 'INFO' && this.isSilentToInfo) return undefined;
    if (message.kind === 'CANCEL') {
      this.#send(writeAnswer(message, { status: 200 }));
      const invite = this.of('INVITE').find((one) => headerOf(one, 'Call-ID') === headerOf(message, 'Call-ID'));
      if (invite !== undefined) this.#send(writeAnswer(invite, { status: 487, toTag: 'gone' }));
      return undefined;
    }
    if (message.kind !== 'ACK') this.#send(writeAnswer(message, { status: 200 }));
    return undefined;
  }

  #register(request: TinyMessage): void {
    const contact = headerOf(request, 'Contact') ?? '';
    this.#contact = /<([^>]+)>/.exec(contact)?.[1] ?? '';
    this.#send(
      writeAnswer(request, { status: 200, toTag: 'reg', headers: [`Contact: ${contact}`] }).replace(
        'Contact: <sip:server@test.invalid;transport=ws>\r\n',
        '',
      ),
    );
  }

  async #invite(request: TinyMessage): Promise<void> {
    const callId = headerOf(request, 'Call-ID') ?? '';
    const known = this.dialogs.get(callId);
    if (known !== undefined && this.isSilentToReinvite) return undefined;
    if (known !== undefined) return await this.#answer(request, known);
    const replaces = headerOf(request, 'Replaces');
    if (replaces !== undefined && (this.isRefusingReplaces || !this.dialogs.has(replaces.split(';')[0] ?? ''))) {
      return this.#send(writeAnswer(request, { status: 481, toTag: 'none' }));
    }
    if (replaces === undefined && typeof this.plan === 'object') {
      const cause = this.plan.cause === undefined ? [] : [`X-Deskline-Cause: ${this.plan.cause}`];
      return this.#send(writeAnswer(request, { status: this.plan.status, toTag: 'no', headers: cause }));
    }
    const dialog: TinyDialog = {
      callId,
      localTag: `srv-${callId}`,
      remoteTag: tagOf(headerOf(request, 'From')) ?? '',
      remoteUri: this.#contact,
      connection: new RTCPeerConnection(),
    };
    this.#send(writeAnswer(request, { status: 180, toTag: dialog.localTag, headers: ['X-Deskline-Call: call-1'] }));
    if (this.plan === 'ring-only') return undefined;
    this.dialogs.set(callId, dialog);
    return await this.#answer(request, dialog);
  }

  async #answer(request: TinyMessage, dialog: TinyDialog): Promise<void> {
    await dialog.connection.setRemoteDescription({ type: 'offer', sdp: request.body });
    const answer = await dialog.connection.createAnswer();
    await dialog.connection.setLocalDescription(answer);
    const elapsed = this.elapsedMs === undefined ? [] : [`X-Deskline-Elapsed: ${String(this.elapsedMs)}`];
    this.#send(
      writeAnswer(request, { status: 200, toTag: dialog.localTag, headers: ['X-Deskline-Call: call-1', ...elapsed], sdp: answer.sdp }),
    );
    if (this.toldWithAnswer !== undefined)
      this.tell(dialog.callId, this.toldWithAnswer, { party: { displayName: 'Main line', number: '200' } });
  }

  #receiveResponse(response: TinyMessage): void {
    const callId = headerOf(response, 'Call-ID') ?? '';
    const dialog = this.dialogs.get(callId);
    if (dialog === undefined || response.kind !== '200' || !/INVITE/.test(headerOf(response, 'CSeq') ?? '')) return;
    this.dialogs.set(callId, { ...dialog, remoteTag: tagOf(headerOf(response, 'To')) ?? '' });
    this.#inDialog(callId, 'ACK');
    void dialog.connection.setRemoteDescription({ type: 'answer', sdp: response.body });
  }

  #inDialog(callId: string, method: string, body?: string, type?: string): void {
    const dialog = this.dialogs.get(callId);
    if (dialog === undefined) throw new Error(`no dialog ${callId}`);
    const isIncoming = callId.startsWith('in-');
    const number = (this.#count += 1);
    const cseq = method === 'ACK' ? 1 : number + 10;
    const remoteTag = isIncoming ? (this.dialogs.get(callId)?.remoteTag ?? '') : dialog.remoteTag;
    this.#send(
      compose(
        [
          `${method} ${this.#contact} SIP/2.0`,
          `Via: SIP/2.0/WS test.invalid;branch=z9hG4bK${String(number)}`,
          'Max-Forwards: 70',
          `From: <sip:101@test.invalid>;tag=${dialog.localTag}`,
          `To: <sip:alice@test.invalid>;tag=${remoteTag}`,
          `Call-ID: ${callId}`,
          `CSeq: ${String(cseq)} ${method}`,
        ],
        body,
        type,
      ),
    );
  }

  #send(text: string): void {
    if (this.#socket?.readyState === 1) this.#socket.send(text);
  }
}
