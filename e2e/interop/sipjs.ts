import { type Invitation, Inviter, Registerer, SessionState, UserAgent, type Session, type SessionDescriptionHandler } from 'sip.js';
import { WebSocket } from 'ws';
import { phoneRegistrationSchema, type PhoneRegistration } from '../../protocol/telephony/phone.ts';
import type { ApiClient } from '../fixtures/api.ts';
import type { Product } from '../fixtures/product.ts';
import { payloadTypesOf, silentDescription } from './silent-media.ts';

/** Descriptions of silent media; what the server answered is kept. */
class SilentDescriptions implements SessionDescriptionHandler {
  #offer: string | undefined;

  getDescription(): Promise<{ body: string; contentType: string }> {
    const body = this.#offer === undefined ? silentDescription('actpass') : silentDescription('active', payloadTypesOf(this.#offer));
    return Promise.resolve({ body, contentType: 'application/sdp' });
  }

  setDescription(sdp: string): Promise<void> {
    this.#offer = sdp;
    return Promise.resolve();
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.#offer = undefined;
  }
}

/** SIP.js makes its sockets from the global class, and Node's own cannot bring a cookie: for the time of one connect, ours can. */
async function withSignedInSockets(headers: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  class SignedInWebSocket extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers });
    }
  }
  Object.defineProperty(globalThis, 'WebSocket', { value: SignedInWebSocket, configurable: true, writable: true });
  try {
    await work();
  } finally {
    if (before) Object.defineProperty(globalThis, 'WebSocket', before);
  }
}

/** A person whose phone is SIP.js in Node, signed in as a page is: by session cookie, Origin and registration token. */
export class SipjsPhone {
  readonly #agent: UserAgent;
  readonly #registerer: Registerer;
  readonly #rung: Promise<Invitation>;

  private constructor(agent: UserAgent, token: string) {
    this.#agent = agent;
    this.#registerer = new Registerer(agent, { extraHeaders: [`Authorization: Bearer ${token}`] });
    this.#rung = new Promise((resolve) => {
      agent.delegate = { onInvite: resolve };
    });
  }

  /** @param token instead of the person's own */
  static async connect(product: Product, person: ApiClient, token?: string): Promise<SipjsPhone> {
    const registration = await registrationOf(person);
    const uri = UserAgent.makeURI(registration.address);
    if (!uri) throw new Error(`SIP.js cannot read ${registration.address}`);
    const agent = new UserAgent({
      uri,
      displayName: registration.displayName,
      transportOptions: { server: `${product.url.replace('http', 'ws')}/sip` },
      sessionDescriptionHandlerFactory: () => new SilentDescriptions(),
      logBuiltinEnabled: false,
    });
    await withSignedInSockets(person.upgradeHeaders, () => agent.start());
    return new SipjsPhone(agent, token ?? registration.token);
  }

  /** Resolves with the status that the REGISTER got. */
  async register(): Promise<number> {
    return new Promise((resolve, reject) => {
      const onEnd = ({ message }: { message: { statusCode?: number | undefined } }): void => resolve(message.statusCode ?? 0);
      this.#registerer.register({ requestDelegate: { onAccept: onEnd, onReject: onEnd } }).catch(reject);
    });
  }

  async unregister(): Promise<void> {
    await this.#registerer.unregister();
  }

  /** Calls somebody by number; resolves when they answered. */
  async call(number: string): Promise<Session> {
    const target = this.#agent.configuration.uri.clone();
    target.user = number;
    const inviter = new Inviter(this.#agent, target);
    const established = reached(inviter, SessionState.Established);
    await inviter.invite();
    await established;
    return inviter;
  }

  /** The call that rings first. */
  ringing(): Promise<Invitation> {
    return this.#rung;
  }

  async close(): Promise<void> {
    await this.#agent.stop();
  }
}

/** Resolves when a session reaches a state. */
export function reached(session: Session, state: SessionState): Promise<void> {
  return new Promise((resolve) => {
    session.stateChange.addListener((now) => {
      if (now === state) resolve();
    });
  });
}

/** What a softphone asks for before it registers. */
export async function registrationOf(person: ApiClient): Promise<PhoneRegistration> {
  return phoneRegistrationSchema.parse((await person.send('POST', '/api/phone/registration')).body);
}
