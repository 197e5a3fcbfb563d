import type { PhoneRegistration } from '../../../../protocol/telephony/phone.ts';
import type { Timers } from './timers.ts';

export const connectTimeoutMs = 8000;
export const keepAliveMs = 10_000;
export const keepAliveAnswerMs = 5000;

export interface TokenSocketPorts {
  /** `wss://desk.example/sip` */
  readonly url: string;
  readonly timers: Timers;
  /** A fresh token for the REGISTER that follows. @throws what the server refused. */
  readonly fetchRegistration: (signal: AbortSignal) => Promise<PhoneRegistration>;
  readonly onRegistration: (registration: PhoneRegistration) => void;
  /** The token could not be had; the attempt failed. */
  readonly onTokenRefused: (error: unknown) => void;
}

/**
 * The socket under JsSIP (its `Socket` interface). It fetches a token before each connection, limits how long an attempt may
 * hang, and notices a dead network by pings of its own: a browser cannot see the server's.
 */
export class TokenSocket {
  readonly via_transport: string;
  readonly sip_uri: string;
  readonly url: string;
  // JsSIP's transport sets these three.
  onconnect: () => void = () => undefined;
  ondisconnect: (isError: boolean, code?: number, reason?: string) => void = () => undefined;
  ondata: (data: unknown) => void = () => undefined;

  readonly #ports: TokenSocketPorts;
  #socket: WebSocket | undefined;
  #attempt: AbortController | undefined;
  #cancelTimer: () => void = () => undefined;
  #hasPong = false;
  #isClosed = false;

  constructor(ports: TokenSocketPorts) {
    const { host, protocol } = new URL(ports.url);
    this.#ports = ports;
    this.url = ports.url;
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS';
    this.sip_uri = `sip:${host};transport=ws`;
  }

  connect(): void {
    if (this.#isClosed || this.#attempt !== undefined || this.#socket !== undefined) return;
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#cancelTimer = this.#ports.timers.after(connectTimeoutMs, () => {
      this.drop('timeout');
    });
    void this.#open(attempt.signal);
  }

  disconnect(): void {
    this.#discard();
  }

  /** For good: later attempts of the library do nothing. */
  close(): void {
    this.#isClosed = true;
    this.#discard();
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (!this.isConnected() || typeof message !== 'string') return false;
    this.#socket?.send(message);
    return true;
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  isConnecting(): boolean {
    return this.#attempt !== undefined;
  }

  /** Gives the connection or the attempt up at once, e.g. when the browser says it is offline. */
  drop(reason: string): void {
    if (this.#attempt === undefined && this.#socket === undefined) return;
    this.#discard();
    this.ondisconnect(true, 1006, reason);
  }

  async #open(signal: AbortSignal): Promise<void> {
    try {
      const registration = await this.#ports.fetchRegistration(signal);
      if (signal.aborted) return;
      this.#ports.onRegistration(registration);
      this.#dial();
    } catch (error) {
      if (signal.aborted) return;
      this.drop('no token');
      this.#ports.onTokenRefused(error);
    }
  }

  #dial(): void {
    const socket = new WebSocket(this.url, 'sip');
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      this.#attempt = undefined;
      this.#hasPong = false;
      this.#keepAlive();
      this.onconnect();
    });
    socket.addEventListener('message', (event) => {
      if (this.#socket === socket) this.#receive(event.data);
    });
    socket.addEventListener('close', (event) => {
      if (this.#socket !== socket) return;
      this.#discard();
      this.ondisconnect(!event.wasClean, event.code, event.reason);
    });
  }

  #receive(data: unknown): void {
    // RFC 5626 §4.4.1: the server answers our double CRLF by a single one.
    if (data === '\r\n') {
      this.#hasPong = true;
      this.#keepAlive();
    } else this.ondata(data);
  }

  /** Pings after a quiet while. A server that never answered a ping on this connection is not judged by silence. */
  #keepAlive(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#ports.timers.after(keepAliveMs, () => {
      this.send('\r\n\r\n');
      this.#cancelTimer = this.#ports.timers.after(keepAliveAnswerMs, () => {
        if (this.#hasPong) this.drop('no answer to ping');
        else this.#keepAlive();
      });
    });
  }

  #discard(): void {
    this.#cancelTimer();
    this.#attempt?.abort();
    this.#attempt = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}
