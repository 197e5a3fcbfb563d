import { relayCloseCodes, type ServerMessage } from '../../../protocol/support/relay.ts';
import type { LogEntry } from './log-store.ts';
import type { SeatLine } from './seat-line.ts';
import type { SessionLog } from './session-log.ts';

/** A browser that lets so much pile up reads the log from the disk when it is ready, and misses what is only passed on. */
const slowBytes = 1_000_000;
/** From here on the sender of a file waits for its receiver. */
export const fullBytes = 8 * 1024 * 1024;
/** Entries that are read from the disk at once: 64 of the largest are 4 MiB. */
const pageEntries = 64;

/**
 * What goes to one seat that is here. The log is followed by a cursor: whoever keeps up is told at once; whoever came later, or is slow, reads on
 * from the disk. So nothing piles up here.
 */
export class SeatLink {
  readonly seatId: string;
  /** Of staff: ends with their web session. */
  readonly webSessionId: string | undefined;
  /** Network address of the browser. */
  readonly address: string;
  readonly #line: SeatLine;
  readonly #log: SessionLog;
  readonly #onFailed: (error: unknown) => void;
  #cursor: number;
  #isReading = false;
  #isClosed = false;

  constructor(parts: {
    readonly seatId: string;
    readonly webSessionId: string | undefined;
    readonly address: string;
    readonly line: SeatLine;
    readonly log: SessionLog;
    /** The last number that the browser has. */
    readonly after: number;
    readonly onFailed: (error: unknown) => void;
  }) {
    this.seatId = parts.seatId;
    this.webSessionId = parts.webSessionId;
    this.address = parts.address;
    this.#line = parts.line;
    this.#log = parts.log;
    this.#cursor = parts.after;
    this.#onFailed = parts.onFailed;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Something that is told once and not kept. */
  send(message: ServerMessage): void {
    if (!this.#isClosed) this.#line.send(message);
  }

  pass(message: ServerMessage): void {
    if (this.#line.bufferedBytes < slowBytes) this.send(message);
  }

  /** Resolves when more may be sent. */
  async sendChunk(frame: Uint8Array): Promise<void> {
    if (this.#isClosed) return;
    this.#line.sendBinary(frame);
    if (this.#line.bufferedBytes >= fullBytes) await this.#line.drained();
  }

  /** An entry was kept. */
  handleKept(entry: LogEntry): void {
    const isNext = !this.#isReading && entry.number === this.#cursor + 1;
    if (isNext && this.#line.bufferedBytes < slowBytes) this.#tell(entry);
    else this.catchUp();
  }

  /** An entry that this seat sent again is there already. */
  handleKnown(entry: LogEntry): void {
    // When the cursor has not passed it, it comes in its turn.
    if (entry.number <= this.#cursor) this.send(this.#messageOf(entry));
  }

  /** Reads on from the disk until nothing is missing. */
  catchUp(): void {
    if (this.#isReading || this.#isClosed) return;
    this.#isReading = true;
    this.#read().catch(this.#onFailed);
  }

  /** Ends it with a word for the browser; nothing is sent afterwards. Idempotent. */
  close(word: keyof typeof relayCloseCodes, reason: string): void {
    this.closeWith(relayCloseCodes[word], reason);
  }

  closeWith(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#line.close(code, reason);
  }

  /** The browser is gone. */
  handleLost(): void {
    this.#isClosed = true;
  }

  async #read(): Promise<void> {
    try {
      while (!this.#isClosed && this.#cursor < this.#log.lastNumber) {
        const entries = await this.#log.read(this.#cursor, pageEntries);
        for (const entry of entries) this.#tell(entry);
        if (entries.length === 0) return;
        if (this.#line.bufferedBytes >= slowBytes) await this.#line.drained();
      }
    } finally {
      // In the same breath as the last look at the number: an entry that is kept right after it is told at once.
      this.#isReading = false;
    }
  }

  #tell(entry: LogEntry): void {
    if (this.#isClosed) return;
    this.#cursor = entry.number;
    this.send(this.#messageOf(entry));
  }

  #messageOf({ number, seatId, at, body, clientNumber }: LogEntry): ServerMessage {
    const message = { type: 'log' as const, number, from: seatId, at: at.toISOString(), body: body.toString('base64url') };
    return seatId === this.seatId ? { ...message, clientNumber } : message;
  }
}
