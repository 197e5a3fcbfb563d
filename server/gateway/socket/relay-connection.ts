import type { WebSocket } from 'ws';
import { relayCloseCodes, relayLimits, type ServerMessage } from '../../../protocol/support/relay.ts';
import { clientMessageSchema, relayHelloSchema, type RelayHello } from '../../../protocol/support/relay-requests.ts';
import { closeCodes, compatibilityOf } from '../../../protocol/wire/envelope.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import { RelayRefusal, type SeatLine, type SeatVisit } from '../../support/index.ts';
import { FrameRate } from './frame-rate.ts';

//   greeting ──hello──► entering ──► open ──► closed
//       └── 10 s, wrong version, refused, anything else ──►
type State =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'entering' }
  | { readonly kind: 'open'; readonly visit: SeatVisit }
  | { readonly kind: 'closed' };

export const relayTimes = { helloMs: 10_000, pingMs: 20_000, closeMs: 1_000 } as const;
/** The largest log message with its envelope; a chunk of a file is smaller. */
export const maxRelayPayloadBytes = 96 * 1024;
/** Little enough for more. */
const drainedBytes = 256 * 1024;
/** A browser that lets so much pile up does not read at all. */
const tooSlowBytes = 16 * 1024 * 1024;
/** RFC 6455's registry, 1013: "Try Again Later". */
const tryAgain = 1013;

export interface RelayConnectionOptions {
  readonly socket: WebSocket;
  readonly clock: Clock;
  readonly enter: (hello: RelayHello, line: SeatLine) => Promise<SeatVisit>;
  /** Something that was no refusal. */
  readonly onFailed: (error: unknown) => void;
  readonly onClosed: (connection: RelayConnection) => void;
}

interface Frame {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/**
 * One browser's `/relay`. Frames are handled one after the other; while one is at work, and while too many came, the socket is not read: whoever
 * sends too fast waits.
 */
export class RelayConnection implements SeatLine {
  readonly #options: RelayConnectionOptions;
  readonly #socket: WebSocket;
  readonly #rate: FrameRate;
  readonly #timers: Timer[];
  readonly #lifetime = new AbortController();
  readonly #inbox: Frame[] = [];
  #state: State = { kind: 'greeting' };
  #isWorking = false;
  #isAnswering = true;
  #waiters: (() => void)[] = [];

  constructor(options: RelayConnectionOptions) {
    this.#options = options;
    const { socket, clock } = options;
    this.#socket = socket;
    this.#rate = new FrameRate(clock, relayLimits);
    this.#timers = [
      clock.after(relayTimes.helloMs, () => {
        if (this.#state.kind === 'greeting') this.close(closeCodes.protocolError, 'no hello');
      }),
      clock.every(relayTimes.pingMs, () => this.#beat()),
    ];
    socket.on('message', (data: Buffer, isBinary) => this.#receive({ data, isBinary }));
    socket.on('pong', () => (this.#isAnswering = true));
    // ws closes the socket after an error; what was wrong with one page's bytes is no news for us.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#ended());
  }

  /** Whether somebody came in by it. */
  get isIn(): boolean {
    return this.#state.kind === 'open';
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(message: ServerMessage): void {
    this.#write(JSON.stringify(message));
  }

  sendBinary(frame: Uint8Array): void {
    this.#write(frame);
  }

  drained(): Promise<void> {
    if (this.#lifetime.signal.aborted || this.bufferedBytes < drainedBytes) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  close(code: number, reason: string): void {
    if (this.#lifetime.signal.aborted) return;
    this.#lifetime.abort();
    this.#inbox.length = 0;
    this.#wake();
    // A socket that is not read does not hear that the other side closed it too.
    this.#socket.resume();
    this.#socket.close(code, reason);
    this.#timers.push(this.#options.clock.after(relayTimes.closeMs, () => this.#socket.terminate()));
  }

  #write(data: string | Uint8Array): void {
    if (this.#lifetime.signal.aborted) return;
    if (this.bufferedBytes > tooSlowBytes) return this.close(closeCodes.tooSlow, 'too slow');
    this.#socket.send(data, () => {
      if (this.bufferedBytes < drainedBytes) this.#wake();
    });
  }

  #receive(frame: Frame): void {
    if (this.#lifetime.signal.aborted) return;
    this.#inbox.push(frame);
    if (this.#isWorking) return this.#socket.pause();
    this.#isWorking = true;
    this.#work().catch((error: unknown) => {
      this.#options.onFailed(error);
      this.close(tryAgain, 'try again');
    });
  }

  async #work(): Promise<void> {
    for (let frame = this.#inbox.shift(); frame; frame = this.#inbox.shift()) {
      if (!frame.isBinary && !(await this.#rate.take(this.#lifetime.signal))) return;
      const isFine = this.#state.kind === 'open' ? await this.#handle(frame, this.#state.visit) : await this.#greet(frame);
      if (!isFine) return this.close(closeCodes.protocolError, 'not in the protocol');
    }
    // In the same breath as the last look into the inbox: what comes from now on begins anew.
    this.#isWorking = false;
    this.#socket.resume();
  }

  async #handle({ data, isBinary }: Frame, visit: SeatVisit): Promise<boolean> {
    if (isBinary) return visit.receiveChunk(data);
    const message = clientMessageSchema.safeParse(jsonOf(data)).data;
    return message ? visit.receive(message) : false;
  }

  async #greet({ data, isBinary }: Frame): Promise<boolean> {
    const hello = isBinary ? undefined : relayHelloSchema.safeParse(jsonOf(data)).data;
    if (!hello) return false;
    const fit = compatibilityOf({ protocolVersion, oldestSupportedVersion }, hello);
    if (fit === 'client-too-old') this.close(relayCloseCodes.clientTooOld, 'client-too-old');
    if (fit === 'server-too-old') this.close(closeCodes.serverTooOld, 'server-too-old');
    if (fit !== 'fits') return true;
    this.#state = { kind: 'entering' };
    try {
      const visit = await this.#options.enter(hello, this);
      if (this.#state.kind === 'entering') this.#state = { kind: 'open', visit };
      else visit.handleLost();
    } catch (error) {
      if (!(error instanceof RelayRefusal)) throw error;
      this.close(error.code, error.reason);
    }
    return true;
  }

  #beat(): void {
    // While it is not read, its answers are not heard either.
    if (!this.#isAnswering && !this.#socket.isPaused) return this.#socket.terminate();
    this.#isAnswering = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  #ended(): void {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    this.#lifetime.abort();
    for (const timer of this.#timers) timer.stop();
    this.#wake();
    if (state.kind === 'open') state.visit.handleLost();
    this.#options.onClosed(this);
  }

  #wake(): void {
    for (const wake of this.#waiters.splice(0)) wake();
  }
}

function jsonOf(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
