import { safeParse, type z } from 'zod';
import { closeCodes, helloSchema, notificationFrameSchema } from '../../../protocol/wire/envelope.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import { backoffMs } from './backoff.ts';
import { Emitter } from './emitter.ts';
import { fitOf, type Fit } from './handshake.ts';

/** Names of notifications and the shapes of their data. */
export type NotificationCatalogue = Readonly<Record<string, z.ZodType>>;

/**
 * ```
 * closed ──start()──▶ connecting ──hello──▶ open ──lost──▶ waiting ──backoff──▶ connecting
 *                        └────────lost──────────────────────▲          any ──close()──▶ closed
 *                        └── versions do not fit ──▶ refused (until the page is reloaded)
 * ```
 */
export type SocketState = 'closed' | 'connecting' | 'open' | 'waiting' | 'refused';

/** What we use of a WebSocket; the browser's fits. */
export interface SocketLike {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'message' | 'close', listener: (event: Event) => void, options: { signal: AbortSignal }): void;
}

export interface LiveSocketOptions<Catalogue extends NotificationCatalogue> {
  open: () => SocketLike;
  catalogue: Catalogue;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  schedule: (delayMs: number, task: () => void) => () => void;
  /** 0..1 */
  random: () => number;
}

/** What the connection itself tells. */
export interface LiveEvents {
  /** The state changed. */
  state: SocketState;
  /** Notifications may have been missed (a reconnect, a gap in the sequence): read again what is on screen. */
  missed: undefined;
  /** The server said who it is. */
  fit: Fit;
  /** So many attempts in a row got no hello, or the server says that the session ended: ask it who we are. */
  failed: number;
  /** A frame that does not fit the catalogue: page and server differ. Names the notification, never its data. */
  unreadable: string;
}

interface Incoming {
  name: string;
  data: unknown;
}

/** A server that neither greets nor refuses within this time counts as lost. */
const HELLO_TIMEOUT_MS = 10_000;

/** The page's live line to the server on /ws: greets, delivers typed notifications, comes back when lost. */
export class LiveSocket<Catalogue extends NotificationCatalogue> {
  readonly #options: LiveSocketOptions<Catalogue>;
  readonly #events = new Emitter<LiveEvents>();
  readonly #incoming = new Emitter<{ notification: Incoming }>();
  #state: SocketState = 'closed';
  #socket: SocketLike | undefined;
  #connection = new AbortController();
  #stopTimer: () => void = () => undefined;
  #failedAttempts = 0;
  #sequence: number | undefined;
  #wasOpen = false;

  constructor(options: LiveSocketOptions<Catalogue>) {
    this.#options = options;
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Connects and stays connected. Does nothing when already started. */
  start(): void {
    if (this.#state === 'closed') this.#connect();
  }

  /** Tries at once instead of waiting on, e.g. when the browser says that it is online again. */
  retryNow(): void {
    if (this.#state === 'waiting') this.#connect();
  }

  /** Ends the connection for good (until the next start). Idempotent. */
  close(): void {
    this.#drop();
    this.#failedAttempts = 0;
    this.#wasOpen = false;
    this.#enter('closed');
  }

  /** Calls `handler` for every notification of this name, with its data as the catalogue says, until the signal aborts. */
  onNotification<Name extends keyof Catalogue & string>(
    name: Name,
    handler: (data: z.output<Catalogue[Name]>) => void,
    signal: AbortSignal,
  ): void {
    const schema = this.#options.catalogue[name];
    const deliver = (incoming: Incoming): void => {
      if (incoming.name !== name || schema === undefined) return;
      const parsed = safeParse<Catalogue[Name]>(schema, incoming.data);
      if (parsed.success) handler(parsed.data);
    };
    this.#incoming.on('notification', deliver, signal);
  }

  /** Calls `listener` for events of the connection itself until the signal aborts. */
  on<Name extends keyof LiveEvents>(name: Name, listener: (value: LiveEvents[Name]) => void, signal: AbortSignal): void {
    this.#events.on(name, listener, signal);
  }

  #connect(): void {
    this.#drop();
    this.#enter('connecting');
    const socket = this.#options.open();
    this.#socket = socket;
    this.#sequence = undefined;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const hello = JSON.stringify({ type: 'hello', protocolVersion, oldestSupportedVersion });
    socket.addEventListener('open', () => socket.send(hello), { signal });
    socket.addEventListener('message', (event) => this.#onFrame(frameOf(event)), { signal });
    socket.addEventListener('close', (event) => this.#onClose(event), { signal });
    this.#stopTimer = this.#options.schedule(HELLO_TIMEOUT_MS, () => this.#onLost());
  }

  #onClose(event: Event): void {
    const code = event instanceof CloseEvent ? event.code : undefined;
    if (code === closeCodes.clientTooOld) return this.#refuse('page-too-old');
    this.#onLost();
    if (code === closeCodes.sessionEnded) this.#events.emit('failed', this.#failedAttempts);
    return undefined;
  }

  /** The versions do not fit: connecting again would not help before one of the two is updated. */
  #refuse(fit: Fit): void {
    this.#drop();
    this.#enter('refused');
    this.#events.emit('fit', fit);
  }

  #onLost(): void {
    const wasGreeted = this.#state === 'open';
    this.#drop();
    this.#failedAttempts = wasGreeted ? 1 : this.#failedAttempts + 1;
    this.#enter('waiting');
    this.#stopTimer = this.#options.schedule(backoffMs(this.#failedAttempts, this.#options.random()), () => this.#connect());
    if (!wasGreeted) this.#events.emit('failed', this.#failedAttempts);
  }

  #onFrame(frame: unknown): void {
    if (this.#state === 'connecting') this.#onHello(frame);
    else this.#onNotification(frame);
  }

  #onHello(frame: unknown): void {
    const hello = helloSchema.safeParse(frame);
    if (!hello.success) return this.#events.emit('unreadable', 'hello');
    const fit = fitOf({ protocolVersion, oldestSupportedVersion }, hello.data);
    if (fit === 'page-too-old' || fit === 'server-too-old') return this.#refuse(fit);
    this.#greeted();
    return this.#events.emit('fit', fit);
  }

  #greeted(): void {
    this.#stopTimer();
    this.#failedAttempts = 0;
    this.#enter('open');
    if (this.#wasOpen) this.#events.emit('missed', undefined);
    this.#wasOpen = true;
  }

  #onNotification(frame: unknown): void {
    const parsed = notificationFrameSchema.safeParse(frame);
    if (!parsed.success) return this.#events.emit('unreadable', 'frame');
    const { name, sequence, data } = parsed.data;
    const hasGap = this.#sequence !== undefined && sequence !== this.#sequence + 1;
    this.#sequence = sequence;
    if (hasGap) this.#events.emit('missed', undefined);
    if (this.#options.catalogue[name]?.safeParse(data).success !== true) return this.#events.emit('unreadable', name);
    return this.#incoming.emit('notification', { name, data });
  }

  /** Forgets the socket: whatever it still says is not heard. */
  #drop(): void {
    this.#stopTimer();
    this.#connection.abort();
    this.#socket?.close();
    this.#socket = undefined;
  }

  #enter(state: SocketState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.emit('state', state);
  }
}

/** The JSON in a frame; undefined, which no schema accepts, when it holds none. */
function frameOf(event: Event): unknown {
  if (!(event instanceof MessageEvent) || typeof event.data !== 'string') return undefined;
  try {
    return JSON.parse(event.data);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
