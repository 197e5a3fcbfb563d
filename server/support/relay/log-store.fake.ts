import type { LogEntry, LogSize, LogStore } from './log-store.ts';

/** Logs in memory. */
export class FakeLogStore implements LogStore {
  readonly #logs = new Map<string, LogEntry[]>();
  /** While set, nothing reaches the disk. */
  failure: Error | undefined;
  /** While set, what is written reaches the disk, and nobody hears of it. */
  silence: Error | undefined;
  /** While set, nothing can be read. */
  blindness: Error | undefined;
  /** How often somebody asked for what is known. */
  asked = 0;

  async size(tenantId: string, sessionId: string): Promise<LogSize> {
    const log = this.#log(tenantId, sessionId);
    return { lastNumber: log.at(-1)?.number ?? 0, bytes: log.reduce((sum, { body }) => sum + body.length, 0) };
  }

  async known(
    tenantId: string,
    sessionId: string,
    keys: readonly { readonly seatId: string; readonly clientNumber: number }[],
  ): Promise<readonly LogEntry[]> {
    this.asked += 1;
    return this.#log(tenantId, sessionId).filter((entry) =>
      keys.some((key) => key.seatId === entry.seatId && key.clientNumber === entry.clientNumber),
    );
  }

  async append(tenantId: string, sessionId: string, entries: readonly LogEntry[]): Promise<void> {
    if (this.failure) throw this.failure;
    const log = this.#log(tenantId, sessionId);
    if (entries.some(({ number }) => log.some((kept) => kept.number === number))) throw new Error('the number is taken');
    log.push(...entries);
    if (this.silence) throw this.silence;
  }

  async read(tenantId: string, sessionId: string, after: number, limit: number): Promise<readonly LogEntry[]> {
    if (this.blindness) throw this.blindness;
    return this.#log(tenantId, sessionId)
      .filter(({ number }) => number > after)
      .slice(0, limit);
  }

  #log(tenantId: string, sessionId: string): LogEntry[] {
    const key = `${tenantId} ${sessionId}`;
    const log = this.#logs.get(key) ?? [];
    this.#logs.set(key, log);
    return log;
  }
}
