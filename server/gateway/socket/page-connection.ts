import type { WebSocket } from 'ws';
import { closeCodes, compatibilityOf, helloSchema, type Hello } from '../../../protocol/wire/envelope.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import type { Clock, Timer } from '../../platform/clock.ts';

/** Where a page's connection stands; what each state waits for. */
//
//   greeting ──hello──► open ──► closed
//       └── 10 s, wrong version, anything else ──►
type State = 'greeting' | 'open' | 'closed';

export const pageTimes = { helloMs: 10_000, pingMs: 20_000, closeMs: 1_000 } as const;
/** A page that lets this much pile up has stopped reading. */
export const maxBufferedBytes = 1_000_000;
/** The only message that a page sends is its hello. */
export const maxPagePayloadBytes = 4_096;

export interface PageOwner {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

export interface PageConnectionOptions {
  readonly socket: WebSocket;
  readonly owner: PageOwner;
  readonly clock: Clock;
  readonly serverStartedAt: string;
  /** Told once, when the connection has ended, whoever ended it. */
  readonly onClosed: (connection: PageConnection) => void;
}

/** One page's `/ws`: handshake, heartbeat, numbered notifications, a bounded send buffer. */
export class PageConnection {
  readonly owner: PageOwner;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #onClosed: (connection: PageConnection) => void;
  readonly #timers: Timer[];
  #state: State = 'greeting';
  #sequence = 0;
  #isAnswering = true;

  constructor(options: PageConnectionOptions) {
    this.owner = options.owner;
    this.#socket = options.socket;
    this.#clock = options.clock;
    this.#onClosed = options.onClosed;
    this.#timers = [
      this.#clock.after(pageTimes.helloMs, () => {
        if (this.#state === 'greeting') this.close(closeCodes.protocolError, 'no hello');
      }),
      this.#clock.every(pageTimes.pingMs, () => this.#beat()),
    ];
    // Messages arrive whole, as Buffers: ws's default `binaryType`.
    this.#socket.on('message', (data: Buffer, isBinary) => this.#receive(data.toString('utf8'), isBinary));
    this.#socket.on('pong', () => (this.#isAnswering = true));
    // ws closes the socket after an error; what was wrong with one page's bytes is no news for us.
    this.#socket.on('error', () => this.#socket.terminate());
    this.#socket.on('close', () => this.#ended());
    const hello: Hello = { type: 'hello', protocolVersion, oldestSupportedVersion, serverStartedAt: options.serverStartedAt };
    this.#socket.send(JSON.stringify(hello));
  }

  /** Sends a notification; a page that is still greeting reads everything afterwards anyway. */
  notify(name: string, data: unknown): void {
    if (this.#state !== 'open') return;
    if (this.#socket.bufferedAmount > maxBufferedBytes) return this.close(closeCodes.tooSlow, 'too slow');
    this.#sequence += 1;
    this.#socket.send(JSON.stringify({ type: 'notification', sequence: this.#sequence, name, data }));
  }

  /** Closes with a code; a page that does not answer the close is cut off after a second. Idempotent. */
  close(code: number, reason: string): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#socket.close(code, reason);
    const timer = this.#clock.after(pageTimes.closeMs, () => this.#socket.terminate());
    this.#timers.push(timer);
  }

  #receive(text: string, isBinary: boolean): void {
    if (this.#state === 'closed') return;
    const hello = isBinary || this.#state === 'open' ? undefined : helloOf(text);
    if (!hello) return this.close(closeCodes.protocolError, 'not in the protocol');
    const fit = compatibilityOf({ protocolVersion, oldestSupportedVersion }, hello);
    if (fit === 'client-too-old') return this.close(closeCodes.clientTooOld, 'client too old');
    if (fit === 'server-too-old') return this.close(closeCodes.serverTooOld, 'server too old');
    this.#state = 'open';
  }

  #beat(): void {
    if (!this.#isAnswering) return this.#socket.terminate();
    this.#isAnswering = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  #ended(): void {
    this.#state = 'closed';
    for (const timer of this.#timers) timer.stop();
    this.#onClosed(this);
  }
}

function helloOf(text: string): Hello | undefined {
  try {
    return helloSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
