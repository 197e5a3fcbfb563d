import type { z } from 'zod';
import { helloSchema, notificationFrameSchema } from '../../../protocol/wire/envelope.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import { backoffMs } from './backoff.ts';
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
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
}

export interface LiveSocketOptions<Catalogue extends NotificationCatalogue> {
  open: () => SocketLike;
  catalogue: Catalogue;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  schedule: (delayMs: number, task: () => void) => () => void;
  random: () => number;
}

type Handler = (data: unknown) => void;

interface Events {
  /** The state changed. */
  state: SocketState;
  /** Notifications may have been missed (a reconnect, a gap in the sequence): read again what is on screen. */
  missed: undefined;
  /** The server said who it is. */
  fit: Fit;
  /** An attempt ended before the hello: the network, the server, or a session that is no more. */
  failed: number;
  /** A frame that does not fit the catalogue: page and server differ. Names the notification, never its data. */
  unreadable: string;
}

/** A server that neither greets nor refuses within this time counts as lost. */
const HELLO_TIMEOUT_MS = 10_000;

/** The page's live line to the server on /ws: greets, delivers typed notifications, comes back when lost. */
export class LiveSocket<Catalogue extends NotificationCatalogue> {
  readonly #options: LiveSocketOptions<Catalogue>;
  readonly #handlers = new Map<string, Set<Handler>>();
  readonly #listeners = new Map<keyof Events, Set<Handler>>();
  #state: SocketState = 'closed';
  #socket: SocketLike | undefined;
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

  /** Calls `handler` for every notification of this name until the signal aborts. */
  onNotification<Name extends keyof Catalogue & string>(
    name: Name,
    handler: (data: z.output<Catalogue[Name]>) => void,
    signal: AbortSignal,
  ): void {
    // The data was parsed by this name's schema just before, which is what makes the types meet.
    const untyped: Handler = (data) => handler(data as z.output<Catalogue[Name]>);
    listen(this.#handlers, name, untyped, signal);
  }

  /** Calls `listener` for events of the connection itself until the signal aborts. */
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void, signal: AbortSignal): void {
    const untyped: Handler = (value) => listener(value as Events[Name]);
    listen(this.#listeners, name, untyped, signal);
  }

  #connect(): void {
    this.#drop();
    this.#enter('connecting');
    const socket = this.#options.open();
    this.#socket = socket;
    this.#sequence = undefined;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', protocolVersion, oldestSupportedVersion }));
    socket.onmessage = (event) => this.#onText(event.data);
    socket.onclose = () => this.#onLost();
    this.#stopTimer = this.#options.schedule(HELLO_TIMEOUT_MS, () => this.#onLost());
  }

  #onLost(): void {
    const wasGreeted = this.#state === 'open';
    this.#drop();
    this.#failedAttempts = wasGreeted ? 1 : this.#failedAttempts + 1;
    this.#enter('waiting');
    this.#stopTimer = this.#options.schedule(backoffMs(this.#failedAttempts, this.#options.random()), () => this.#connect());
    if (!wasGreeted) this.#emit('failed', this.#failedAttempts);
  }

  #onText(text: unknown): void {
    const frame = parseJson(text);
    if (this.#state === 'connecting') this.#onHello(frame);
    else this.#onNotification(frame);
  }

  #onHello(frame: unknown): void {
    const hello = helloSchema.safeParse(frame);
    if (!hello.success) return this.#emit('unreadable', 'hello');
    const fit = fitOf({ protocolVersion, oldestSupportedVersion }, hello.data);
    if (fit === 'page-too-old' || fit === 'server-too-old') {
      this.#drop();
      this.#enter('refused');
    } else {
      this.#stopTimer();
      this.#failedAttempts = 0;
      this.#enter('open');
      if (this.#wasOpen) this.#emit('missed', undefined);
      this.#wasOpen = true;
    }
    return this.#emit('fit', fit);
  }

  #onNotification(frame: unknown): void {
    const parsed = notificationFrameSchema.safeParse(frame);
    if (!parsed.success) return this.#emit('unreadable', 'frame');
    const { name, sequence, data } = parsed.data;
    const hasGap = this.#sequence !== undefined && sequence !== this.#sequence + 1;
    this.#sequence = sequence;
    if (hasGap) this.#emit('missed', undefined);
    const content = this.#options.catalogue[name]?.safeParse(data);
    if (content?.success !== true) return this.#emit('unreadable', name);
    for (const handler of this.#handlers.get(name) ?? []) handler(content.data);
    return undefined;
  }

  /** Forgets the socket: whatever it still says is not heard. */
  #drop(): void {
    this.#stopTimer();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #enter(state: SocketState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#emit('state', state);
  }

  #emit<Name extends keyof Events>(name: Name, value: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(value);
  }
}

function listen<Key>(map: Map<Key, Set<Handler>>, key: Key, handler: Handler, signal: AbortSignal): void {
  if (signal.aborted) return;
  const handlers = map.get(key) ?? new Set();
  map.set(key, handlers.add(handler));
  signal.addEventListener('abort', () => handlers.delete(handler), { once: true });
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
