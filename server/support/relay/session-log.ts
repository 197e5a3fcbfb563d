import { relayLimits } from '../../../protocol/support/relay.ts';
import type { Clock } from '../../platform/clock.ts';
import type { LogEntry, LogStore } from './log-store.ts';

/** So many entries go to the disk together at most, and so many wait for it before senders have to. */
const batchEntries = 100;
const waitingEntries = 300;

export interface NewEntry {
  readonly seatId: string;
  readonly clientNumber: number;
  readonly body: Buffer;
}

interface Waiting {
  readonly entry: NewEntry;
  readonly resolve: (known: LogEntry | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export interface SessionLogParts {
  readonly store: LogStore;
  readonly tenantId: string;
  readonly sessionId: string;
  readonly clock: Clock;
  /** Told of every entry in the order of numbers, once it is on disk. */
  readonly onKept: (entry: LogEntry) => void;
}

/** The log of one session: gives numbers, and tells nobody before the disk has it. What waits is bounded. */
export class SessionLog {
  readonly #parts: SessionLogParts;
  #lastNumber: number;
  #bytes: number;
  /** The greatest of each seat's own numbers that was said since this was opened. */
  readonly #said = new Map<string, number>();
  /** The disk has entries of before this was opened, which are not known here. */
  readonly #hasOthers: boolean;
  /** The last write failed, which does not say that it was undone: an answer may be lost after the disk had all. */
  #isUnsure = false;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #waiters: (() => void)[] = [];

  private constructor(parts: SessionLogParts, size: { readonly lastNumber: number; readonly bytes: number }) {
    this.#parts = parts;
    this.#lastNumber = size.lastNumber;
    this.#bytes = size.bytes;
    this.#hasOthers = size.lastNumber > 0;
  }

  static async open(parts: SessionLogParts): Promise<SessionLog> {
    return new SessionLog(parts, await parts.store.size(parts.tenantId, parts.sessionId));
  }

  get lastNumber(): number {
    return this.#lastNumber;
  }

  get isFull(): boolean {
    return this.#lastNumber + this.#waiting.length >= relayLimits.logEntries || this.#bytes >= relayLimits.logBytes;
  }

  /** Resolves once it is on disk: with nothing when it is new (`onKept` told), with the kept entry when it was sent before. */
  append(entry: NewEntry): Promise<LogEntry | undefined> {
    const kept = new Promise<LogEntry | undefined>((resolve, reject) => this.#waiting.push({ entry, resolve, reject }));
    this.#running ??= this.#run();
    return kept;
  }

  /** Resolves when another entry may wait. */
  async room(): Promise<void> {
    while (this.#waiting.length >= waitingEntries) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  /** Resolves when everything that was given is on disk or has failed. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  read(after: number, limit: number): Promise<readonly LogEntry[]> {
    return this.#parts.store.read(this.#parts.tenantId, this.#parts.sessionId, after, limit);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchEntries);
      try {
        await this.#keep(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      for (const wake of this.#waiters.splice(0)) wake();
    }
    this.#running = undefined;
  }

  async #keep(batch: readonly Waiting[]): Promise<void> {
    const { store, tenantId, sessionId, clock } = this.#parts;
    if (this.#isUnsure) await this.#catchUp();
    const keys = batch.map(({ entry }) => entry).filter((entry) => this.#mayBeKept(entry));
    const found = keys.length > 0 ? await store.known(tenantId, sessionId, keys) : [];
    const known = new Map(found.map((entry) => [keyOf(entry), entry]));
    const fresh = new Map<string, LogEntry>();
    const at = new Date(clock.now());
    for (const { entry } of batch) {
      const key = keyOf(entry);
      if (!known.has(key) && !fresh.has(key)) fresh.set(key, { ...entry, number: this.#lastNumber + fresh.size + 1, at });
    }
    if (fresh.size > 0) await this.#write([...fresh.values()]);
    for (const { entry, resolve } of batch) resolve(known.get(keyOf(entry)));
  }

  /** @throws what the store threw, unless the disk has them all the same */
  async #write(entries: readonly LogEntry[]): Promise<void> {
    const { store, tenantId, sessionId } = this.#parts;
    try {
      await store.append(tenantId, sessionId, entries);
    } catch (error) {
      this.#isUnsure = true;
      const kept = new Set(
        await this.#catchUp().then(
          (found) => found.map(keyOf),
          () => [],
        ),
      );
      if (entries.every((entry) => kept.has(keyOf(entry)))) return;
      throw error;
    }
    this.#take(entries);
  }

  /** Goes on where the disk is: what it has and nobody was told of is told now. */
  async #catchUp(): Promise<readonly LogEntry[]> {
    const found: LogEntry[] = [];
    for (let isMore = true; isMore;) {
      const page = await this.read(this.#lastNumber, batchEntries);
      this.#take(page);
      found.push(...page);
      isMore = page.length === batchEntries;
    }
    this.#isUnsure = false;
    return found;
  }

  #take(entries: readonly LogEntry[]): void {
    this.#lastNumber += entries.length;
    for (const entry of entries) this.#note(entry);
    for (const entry of entries) this.#parts.onKept(entry);
  }

  /** Whether the disk has to be asked: of what is certainly new it need not be, and each question is a transaction before the writing one. */
  #mayBeKept({ seatId, clientNumber }: NewEntry): boolean {
    return this.#hasOthers || clientNumber <= (this.#said.get(seatId) ?? -1);
  }

  #note({ seatId, clientNumber, body }: LogEntry): void {
    this.#bytes += body.length;
    this.#said.set(seatId, Math.max(clientNumber, this.#said.get(seatId) ?? clientNumber));
  }
}

function keyOf({ seatId, clientNumber }: { readonly seatId: string; readonly clientNumber: number }): string {
  return `${seatId} ${String(clientNumber)}`;
}
