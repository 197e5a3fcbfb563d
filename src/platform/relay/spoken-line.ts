import type { FirstWords } from './hello.ts';
import type { RelaySocketLike } from './relay-socket.ts';

type Heard = Parameters<RelaySocketLike['addEventListener']>[0];
type Listener = Parameters<RelaySocketLike['addEventListener']>[1];

const kinds = ['message', 'close'] as const;
/** WebSocket's OPEN. */
const isOpen = 1;

/** A line on which the first words are said before there is somebody who hears the answer: it is kept for them. */
export class SpokenLine implements RelaySocketLike {
  /** The sender's own number of what was said for the log. */
  readonly said: number;
  readonly #line: RelaySocketLike;
  readonly #heard: { readonly kind: Heard; readonly event: Event }[] = [];
  readonly #keeping = new Map(kinds.map((kind) => [kind, new AbortController()] as const));

  constructor(line: RelaySocketLike, { hello, log }: FirstWords) {
    this.#line = line;
    this.said = log.clientNumber;
    this.binaryType = 'arraybuffer';
    for (const [kind, { signal }] of this.#keeping) line.addEventListener(kind, (event) => this.#heard.push({ kind, event }), { signal });
    const say = (): void => {
      for (const message of [hello, log]) line.send(JSON.stringify(message));
    };
    if (line.readyState === isOpen) say();
    else line.addEventListener('open', say, { signal: new AbortController().signal });
  }

  get binaryType(): string {
    return this.#line.binaryType;
  }

  set binaryType(type: string) {
    this.#line.binaryType = type;
  }

  get bufferedAmount(): number {
    return this.#line.bufferedAmount;
  }

  get readyState(): number {
    return this.#line.readyState;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.#line.send(data);
  }

  close(): void {
    this.#line.close();
  }

  addEventListener(kind: Heard, listener: Listener, options: { readonly signal: AbortSignal }): void {
    if (kind !== 'open') this.#keeping.get(kind)?.abort();
    this.#line.addEventListener(kind, listener, options);
    const kept = this.#heard.filter((one) => one.kind === kind);
    // Not at once: whoever listens may not be ready before they return.
    queueMicrotask(() => {
      for (const { event } of kept) if (!options.signal.aborted) listener(event);
    });
  }
}
