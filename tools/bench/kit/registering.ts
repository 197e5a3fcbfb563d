import { createHash, randomBytes } from 'node:crypto';
import { headerOf, type SipConnection, type WireMessage } from './sip-connection.ts';

/** Who registers, and how it proves who it is. */
export interface Account {
  readonly user: string;
  readonly domain: string;
  readonly credentials:
    | { readonly kind: 'digest'; readonly username: string; readonly password: string }
    | { readonly kind: 'bearer'; readonly token: string };
}

const short = (): string => randomBytes(6).toString('hex');

/** A user agent that does nothing but REGISTER: the load of BP1 and BP3. */
export class RegisteringAgent {
  readonly #connection: SipConnection;
  readonly #account: Account;
  readonly #callId = short();
  readonly #fromTag = short();
  readonly #instance = `<urn:uuid:${crypto.randomUUID()}>`;
  #cseq = 0;
  #authorization = '';
  #settle: ((message: WireMessage) => void) | undefined;

  constructor(connection: SipConnection, account: Account) {
    this.#connection = connection;
    this.#account = account;
    if (account.credentials.kind === 'bearer') this.#authorization = `Bearer ${account.credentials.token}`;
    connection.onMessage((message) => this.#settle?.(message));
  }

  /** Registers; answers a challenge once. With `isFresh` the challenge is asked for again. Resolves to the final status. */
  async register(isFresh = false): Promise<number> {
    if (isFresh && this.#account.credentials.kind === 'digest') this.#authorization = '';
    const first = await this.#send();
    if (first.status !== 401 || this.#account.credentials.kind !== 'digest') return first.status;
    this.#authorization = digest(headerOf(first, 'www-authenticate'), this.#account);
    return (await this.#send()).status;
  }

  #send(): Promise<WireMessage> {
    const { user, domain } = this.#account;
    this.#cseq += 1;
    const { transport, local } = this.#connection;
    const text = [
      `REGISTER sip:${domain} SIP/2.0`,
      `Via: SIP/2.0/${transport} ${local};branch=z9hG4bK${short()};rport`,
      'Max-Forwards: 69',
      `To: <sip:${user}@${domain}>`,
      `From: <sip:${user}@${domain}>;tag=${this.#fromTag}`,
      `Call-ID: ${this.#callId}`,
      `CSeq: ${String(this.#cseq)} REGISTER`,
      ...(this.#authorization ? [`Authorization: ${this.#authorization}`] : []),
      `Contact: <sip:${user}@${local};transport=${transport.toLowerCase()}>;reg-id=1;+sip.instance="${this.#instance}";expires=600`,
      'Supported: path,gruu,outbound',
      'Content-Length: 0',
      '\r\n',
    ].join('\r\n');
    return new Promise((resolve) => {
      this.#settle = (message) => {
        if (message.status >= 200) resolve(message);
      };
      this.#connection.send(text);
    });
  }
}

/** RFC 7616 §3.4 with the algorithm that the challenge names. */
function digest(challenge: string, account: Account): string {
  if (account.credentials.kind !== 'digest') return '';
  const field = (name: string): string => new RegExp(`${name}="?([^",]+)"?`).exec(challenge)?.[1] ?? '';
  const algorithm = field('algorithm') || 'MD5';
  const hash = (text: string): string =>
    createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const { username, password } = account.credentials;
  const uri = `sip:${account.domain}`;
  const first = hash(`${username}:${field('realm')}:${password}`);
  const second = hash(`REGISTER:${uri}`);
  const quality = /qop=/.test(challenge) ? { nc: '00000001', cnonce: short() } : undefined;
  const response = quality
    ? hash(`${first}:${field('nonce')}:${quality.nc}:${quality.cnonce}:auth:${second}`)
    : hash(`${first}:${field('nonce')}:${second}`);
  const opaque = field('opaque');
  return [
    `Digest username="${username}"`,
    `realm="${field('realm')}"`,
    `nonce="${field('nonce')}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(quality ? ['qop=auth', `nc=${quality.nc}`, `cnonce="${quality.cnonce}"`] : []),
    ...(opaque ? [`opaque="${opaque}"`] : []),
  ].join(', ');
}
