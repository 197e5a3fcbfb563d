import { z } from 'zod';
import { relayCloseCodes, relayLimits, serverMessageSchema, type ServerMessage } from '../../../protocol/support/relay.ts';
import type { RelayAs } from '../../../protocol/support/relay-requests.ts';
import { backoffMs } from '../socket/backoff.ts';
import { Emitter } from '../socket/emitter.ts';
import { firstNumber, firstRequestId, helloOf, withToken, type FirstWords } from './hello.ts';
import { RelayFailure } from './relay-failure.ts';
import { UnansweredLog } from './unanswered-log.ts';

/**
 * ```
 * connecting ──welcome──▶ open ──lost──▶ waiting ──backoff──▶ connecting
 *     any ──close(), or a code that says that coming back is no use──▶ closed
 * ```
 */
export type RelayState = 'connecting' | 'open' | 'waiting' | 'closed';

/** What we use of a WebSocket; the browser's fits. */
export interface RelaySocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  /** 1: it is open already. */
  readonly readyState: number;
  /** Set where the hello was said on it already, and for the log what has this number of ours. */
  readonly said?: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
  addEventListener(type: 'open' | 'message' | 'close', listener: (event: Event) => void, options: { signal: AbortSignal }): void;
}

export interface RelaySocketOptions {
  readonly open: () => RelaySocketLike;
  /** How to come in the first time; afterwards it comes back to its seat. */
  readonly as: RelayAs;
  readonly name?: string | undefined;
  /** Said on the first line already: what is given to the log first is that. */
  readonly said?: FirstWords | undefined;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  /** 0..1 */
  readonly random: () => number;
}

type Welcome = Extract<ServerMessage, { type: 'welcome' }>;
export type RelayEvents = {
  [Type in Exclude<ServerMessage['type'], 'response'>]: Extract<ServerMessage, { type: Type }>;
} & {
  state: RelayState;
  /** A sealed piece of a file: who sent it, of which file, which one. */
  chunk: {
    readonly from: Uint8Array<ArrayBuffer>;
    readonly file: Uint8Array<ArrayBuffer>;
    readonly number: number;
    readonly body: Uint8Array<ArrayBuffer>;
  };
  /** Closed for good; `reason` is a word of the server or of ours. */
  closed: { readonly reason: string; readonly retryAfterSeconds?: number | undefined };
};

interface Asked {
  readonly resolve: (data: unknown) => void;
  readonly reject: (failure: RelayFailure) => void;
}

/** A server that does not say welcome within this time counts as lost. */
const welcomeTimeoutMs = 10_000;
/** A line on which nothing came for so long is asked whether it is there; a browser hears of a lost network late, or never. */
const silenceMs = 8_000;
const answerMs = 5_000;
/** The browser holds so much of files for the line; what is said later, and that this page is there, waits no longer than that takes. */
const fullBytes = 2 * 1024 * 1024;
const lookAgainMs = 50;
/** WebSocket's OPEN. */
const isOpen = 1;
const { chunkKind, chunkHeaderBytes } = relayLimits;

/** The browser's end of `/relay`: comes back to its seat when the line is lost, and then sends again what was not answered. */
export class RelaySocket {
  readonly #options: RelaySocketOptions;
  readonly #events = new Emitter<RelayEvents>();
  readonly #log: UnansweredLog;
  readonly #asked = new Map<number, Asked>();
  #state: RelayState = 'closed';
  #socket: RelaySocketLike | undefined;
  #connection = new AbortController();
  #stopTimer: () => void = () => undefined;
  #failedAttempts = 0;
  #lastNumber = 0;
  /** Of what is for the log, the last that was said on this line. */
  #lastSaid = 0;
  #nextRequest = firstRequestId + 1;
  /** The answer to what was asked on the first line, until somebody asks for it. */
  #early: Promise<unknown> | undefined;
  #as: RelayAs;

  constructor(options: RelaySocketOptions) {
    this.#options = options;
    this.#as = withToken(options.as);
    this.#log = new UnansweredLog(options.said?.log.clientNumber ?? firstNumber(options.random()));
  }

  get state(): RelayState {
    return this.#state;
  }

  on<Name extends keyof RelayEvents>(name: Name, listener: (value: RelayEvents[Name]) => void, signal: AbortSignal): void {
    this.#events.on(name, listener, signal);
  }

  start(): void {
    if (this.#state === 'closed') this.#connect();
  }

  /** Tries at once instead of waiting on. */
  retryNow(): void {
    if (this.#state === 'waiting') this.#connect();
  }

  /** Ends for good. Idempotent. */
  close(reason = 'left'): void {
    if (this.#state === 'closed') return;
    this.#drop();
    this.#log.reject(new RelayFailure('closed'));
    this.#enter('closed');
    this.#events.emit('closed', { reason });
  }

  /** Appends to the log; resolves with its number. Sent again after a lost line until it is answered. */
  log(body: string): Promise<number> {
    const number = this.#log.add(body);
    if (this.#state === 'open') this.#sayWaiting();
    return number;
  }

  /** Passes on at once; is lost when the line is. */
  pass(body: string, to?: string): void {
    if (this.#state === 'open') this.#send({ type: 'pass', body, ...(to === undefined ? {} : { to }) });
  }

  /** Asks the server. What the first words asked is not asked again, unless that came to nothing. @throws {RelayFailure} */
  async request<Answer extends z.ZodType>(method: string, data: unknown, answer: Answer): Promise<z.output<Answer>> {
    if (this.#state !== 'open') throw new RelayFailure('lost');
    const early = method === this.#options.said?.asks.method ? this.#early : undefined;
    if (early) this.#early = undefined;
    return answer.parse(await (early?.catch(() => this.#ask(method, data)) ?? this.#ask(method, data)));
  }

  /**
   * Sends a sealed piece of a file to one seat.
   * @param to 16 bytes of the seat's id
   * @param file 16 bytes of the file's id
   * @throws {RelayFailure} `lost`
   */
  sendChunk(chunk: { to: Uint8Array; file: Uint8Array; number: number; body: Uint8Array }): void {
    if (this.#state !== 'open' || !this.#socket) throw new RelayFailure('lost');
    const frame = new Uint8Array(chunkHeaderBytes + chunk.body.length);
    frame[0] = chunkKind;
    frame.set(chunk.to, 1);
    frame.set(chunk.file, 17);
    new DataView(frame.buffer).setUint32(33, chunk.number);
    frame.set(chunk.body, chunkHeaderBytes);
    this.#socket.send(frame);
  }

  /** Resolves when the line takes more pieces of files, or is lost. */
  async roomForChunk(): Promise<void> {
    const socket = this.#socket;
    if (!socket) return;
    while (this.#socket === socket && socket.bufferedAmount > fullBytes) {
      const heard = new AbortController();
      await new Promise<void>((resolve) => {
        const stop = this.#options.schedule(lookAgainMs, resolve);
        heard.signal.addEventListener('abort', stop);
        // The timers of a page that is not seen come once in a second; what the receiver asks for comes at once.
        socket.addEventListener('message', () => resolve(), { signal: heard.signal });
      });
      heard.abort();
    }
  }

  async #ask(method: string, data: unknown): Promise<unknown> {
    if (this.#state !== 'open') throw new RelayFailure('lost');
    const id = this.#nextRequest;
    this.#nextRequest += 1;
    const answer = this.#answerTo(id);
    this.#send({ type: 'request', id, method, data });
    return answer;
  }

  #answerTo(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
  }

  #connect(): void {
    this.#drop();
    this.#enter('connecting');
    const socket = this.#options.open();
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#lastSaid = socket.said ?? 0;
    this.#early = socket.said === undefined ? undefined : this.#answerTo(firstRequestId);
    this.#early?.catch(() => undefined);
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const { name } = this.#options;
    const hello = helloOf({ as: this.#as, after: this.#lastNumber, name });
    socket.addEventListener('message', (event) => this.#onMessage(event), { signal });
    socket.addEventListener('close', (event) => this.#onClose(event), { signal });
    this.#stopTimer = this.#options.schedule(welcomeTimeoutMs, () => this.#onLost());
    const greet = (): void => {
      socket.send(JSON.stringify(hello));
      this.#sayWaiting();
    };
    if (socket.said !== undefined) return;
    if (socket.readyState === isOpen) greet();
    else socket.addEventListener('open', greet, { signal });
  }

  #onMessage(event: Event): void {
    if (!(event instanceof MessageEvent)) return;
    if (this.#state === 'open') this.#listenOn();
    if (event.data instanceof ArrayBuffer) return this.#onChunk(new Uint8Array(event.data));
    const message = serverMessageOf(event.data);
    // A message that this page does not know is of a newer server; nothing of it is needed here.
    if (!message) return undefined;
    if (message.type === 'welcome') return this.#onWelcome(message);
    if (message.type === 'response') return this.#onAnswer(message);
    if (message.type === 'log') {
      // Replays may overlap with what came already.
      if (message.number <= this.#lastNumber) return undefined;
      this.#lastNumber = message.number;
      if (message.clientNumber !== undefined) this.#log.answered(message.clientNumber, message.number);
    }
    // What was answered of a room that is lost serves nobody.
    if (message.type === 'room-lost') this.#early = undefined;
    this.#emit(message);
    return undefined;
  }

  #emit(message: Exclude<ServerMessage, { type: 'response' }>): void {
    this.#events.emit(message.type, message);
  }

  #onChunk(frame: Uint8Array<ArrayBuffer>): void {
    if (frame.length < chunkHeaderBytes || frame[0] !== chunkKind) return;
    const number = new DataView(frame.buffer).getUint32(33);
    this.#events.emit('chunk', { from: frame.slice(1, 17), file: frame.slice(17, 33), number, body: frame.slice(chunkHeaderBytes) });
  }

  #onWelcome(welcome: Welcome): void {
    this.#stopTimer();
    this.#failedAttempts = 0;
    this.#as = { kind: 'seat', token: welcome.seat.token };
    this.#sayWaiting();
    this.#enter('open');
    this.#listenOn();
    this.#events.emit('welcome', welcome);
  }

  #onAnswer(answer: Extract<ServerMessage, { type: 'response' }>): void {
    const asked = this.#asked.get(answer.id);
    this.#asked.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.data);
    else asked?.reject(new RelayFailure(answer.code, answer.message));
  }

  /** Something came: the line is there. */
  #listenOn(): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.schedule(silenceMs, () => {
      this.#stopTimer = this.#options.schedule(answerMs, () => this.#onLost());
      // Whatever is answered is a sign of life; a lost line is noticed by its timer.
      this.request('line.check', {}, z.unknown()).catch(() => undefined);
    });
  }

  #onClose(event: Event): void {
    const code = event instanceof CloseEvent ? event.code : 0;
    const reason = event instanceof CloseEvent ? event.reason : '';
    const final = Object.entries(relayCloseCodes).find(([, known]) => known === code)?.[0];
    if (final === undefined) return this.#onLost();
    const [word, seconds] = reason.split(' ');
    this.#drop();
    this.#log.reject(new RelayFailure('closed'));
    this.#enter('closed');
    const retryAfterSeconds = Number(seconds);
    return this.#events.emit('closed', { reason: word || final, ...(retryAfterSeconds > 0 ? { retryAfterSeconds } : {}) });
  }

  #onLost(): void {
    this.#drop();
    this.#failedAttempts += 1;
    this.#enter('waiting');
    this.#stopTimer = this.#options.schedule(backoffMs(this.#failedAttempts, this.#options.random()), () => this.#connect());
  }

  /** In one breath with the hello, and before anything new, so that the log keeps the order in which things were said. */
  #sayWaiting(): void {
    for (const message of this.#log.waiting()) {
      if (message.clientNumber <= this.#lastSaid) continue;
      this.#lastSaid = message.clientNumber;
      this.#send(message);
    }
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  /** Forgets the socket: whatever it still says is not heard, and what was asked over it gets no answer. */
  #drop(): void {
    this.#stopTimer();
    this.#connection.abort();
    this.#socket?.close();
    this.#socket = undefined;
    for (const { reject } of this.#asked.values()) reject(new RelayFailure('lost'));
    this.#asked.clear();
  }

  #enter(state: RelayState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.emit('state', state);
  }
}

function serverMessageOf(data: unknown): ServerMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return serverMessageSchema.safeParse(JSON.parse(data)).data;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
