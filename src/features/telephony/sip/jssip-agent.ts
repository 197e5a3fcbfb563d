import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { PhoneRegistration } from '../../../../protocol/telephony/phone.ts';
import type { InviteOptions } from './call-ports.ts';
import type { JsSipMessage, JsSipSession } from './jssip-session.ts';
import { SessionLink } from './session-link.ts';
import { TokenSocket, type TokenSocketPorts } from './token-socket.ts';

export interface AgentPorts extends Omit<TokenSocketPorts, 'onRegistration'> {
  /** A UUID, constant per browser: the server rebinds our dialogs by it (RFC 5626 §4.1). */
  readonly instanceId: string;
  readonly onConnected: () => void;
  readonly onLost: () => void;
  readonly onRegistered: () => void;
  readonly onRegistrationFailed: (status: number | undefined) => void;
  readonly onIncoming: (link: SessionLink, invite: JsSipMessage) => void;
}

/** JsSIP's typings leave members out that its code has; each is checked where it enters, so a changed library fails here and loudly. */
function sessionOf(session: RTCSession): JsSipSession {
  if (!isWholeSession(session)) throw new Error('JsSIP: RTCSession has no sendRequest()');
  return session;
}

const isWholeSession = (session: RTCSession): session is RTCSession & JsSipSession =>
  'sendRequest' in session && typeof session.sendRequest === 'function';

function transportOf(agent: object): { connect(): void } {
  const transport = 'transport' in agent ? agent.transport : undefined;
  if (!isTransport(transport)) throw new Error('JsSIP: UA has no transport');
  return transport;
}

const isTransport = (value: unknown): value is { connect(): void } =>
  typeof value === 'object' && value !== null && 'connect' in value && typeof value.connect === 'function';

const isMessage = (request: object): request is JsSipMessage =>
  'call_id' in request && 'from_tag' in request && 'to_tag' in request && 'getHeader' in request;

/** Longer than any noAnswerSeconds: the server decides when nobody answered. */
const libraryNoAnswerSeconds = 180;
const registerAgainMs = 3000;

/** One JsSIP user agent: registration with tokens, and sessions as `SessionLink`s. The only file that makes JsSIP objects. */
export class JsSipAgent {
  readonly #ports: AgentPorts;
  readonly #socket: TokenSocket;
  readonly #agent: InstanceType<typeof JsSIP.UA>;
  readonly #domain: string;
  #cancelRetry: () => void = () => undefined;
  #isStopped = false;

  /** @param first the registration that told our address; its token serves the first connection. */
  constructor(first: PhoneRegistration, ports: AgentPorts) {
    this.#ports = ports;
    this.#domain = first.address.slice(first.address.indexOf('@') + 1);
    let unused: PhoneRegistration | undefined = first;
    this.#socket = new TokenSocket({
      ...ports,
      fetchRegistration: (signal) => {
        const registration = unused === undefined ? ports.fetchRegistration(signal) : Promise.resolve(unused);
        unused = undefined;
        return registration;
      },
      onRegistration: (registration) => {
        this.#agent.set('authorization_jwt', `Bearer ${registration.token}`);
      },
    });
    this.#agent = new JsSIP.UA({
      sockets: [this.#socket],
      uri: first.address,
      display_name: first.displayName,
      instance_id: ports.instanceId,
      session_timers: false,
      no_answer_timeout: libraryNoAnswerSeconds,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 6,
      register_expires: 300,
      user_agent: 'Deskline',
    });
    this.#listen();
  }

  start(): void {
    this.#agent.start();
  }

  /** Unregisters and closes; sessions are left alone when told so (a successor replaces them). */
  stop(options: { readonly keepCalls: boolean }): void {
    this.#isStopped = true;
    this.#cancelRetry();
    // JsSIP's stop() says BYE to every session; dropping the socket says nothing.
    if (options.keepCalls) this.#socket.close();
    else this.#agent.stop();
  }

  /** The network is gone: nothing will come over this socket. */
  drop(): void {
    this.#socket.drop('offline');
  }

  /** Connects now instead of at the end of the back-off. */
  connectNow(): void {
    if (this.#isStopped || this.#socket.isConnected()) return;
    this.#socket.drop('connect again');
    transportOf(this.#agent).connect();
  }

  /** @throws {TypeError} when the number makes no SIP address. */
  invite(number: string, options: InviteOptions): SessionLink {
    const user = number
      .split('')
      .map((char) => (/[A-Za-z0-9\-_.!~*'()&=+$,;?/]/.test(char) ? char : encodeURIComponent(char)))
      .join('');
    const session = sessionOf(
      this.#agent.call(`sip:${user}@${this.#domain}`, {
        mediaStream: options.stream,
        mediaConstraints: { audio: true, video: false },
        pcConfig: { iceServers: [] },
        rtcOfferConstraints: {},
        rtcAnswerConstraints: {},
        extraHeaders: [...(options.extraHeaders ?? [])],
      }),
    );
    if (options.isHeld === true) {
      session.on('sending', ({ request }) => {
        request.body = request.body.replace('a=sendrecv', 'a=sendonly');
      });
    }
    return new SessionLink(session);
  }

  #listen(): void {
    const agent = this.#agent;
    agent.on('connected', () => this.#ports.onConnected());
    agent.on('disconnected', () => this.#ports.onLost());
    agent.on('registered', () => {
      // The flow is known from here on; JsSIP would put the old token on every later request.
      agent.set('authorization_jwt', '');
      this.#ports.onRegistered();
    });
    agent.on('registrationFailed', ({ response }) => {
      this.#ports.onRegistrationFailed(response?.status_code);
      if (!this.#isStopped) this.#cancelRetry = this.#ports.timers.after(registerAgainMs, () => void this.#registerAgain());
    });
    agent.on('registrationExpiring', () => void this.#registerAgain());
    agent.on('newRTCSession', (event: { readonly originator: string; readonly session: RTCSession; readonly request: object }) => {
      if (event.originator !== 'remote' || !isMessage(event.request)) return;
      this.#ports.onIncoming(new SessionLink(sessionOf(event.session), event.request), event.request);
    });
  }

  async #registerAgain(): Promise<void> {
    if (!this.#agent.isConnected()) return;
    try {
      const { token } = await this.#ports.fetchRegistration(AbortSignal.timeout(8000));
      this.#agent.set('authorization_jwt', `Bearer ${token}`);
    } catch (error) {
      this.#ports.onTokenRefused(error);
    }
    // Without a token too: the flow is authenticated already, and an expired binding is worse than a refused REGISTER.
    if (!this.#isStopped && this.#agent.isConnected()) this.#agent.register();
  }
}
