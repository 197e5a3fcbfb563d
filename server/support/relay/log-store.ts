/** What a seat said, sealed. */
export interface LogEntry {
  /** From 1, without gaps. */
  readonly number: number;
  readonly seatId: string;
  /** The seat's own number: kept once, however often it is sent. */
  readonly clientNumber: number;
  readonly at: Date;
  readonly body: Buffer;
}

export interface LogSize {
  readonly lastNumber: number;
  readonly bytes: number;
}

/** Where the numbered log of a session is kept: ciphertext, on disk before it is passed on. */
export interface LogStore {
  size(tenantId: string, sessionId: string): Promise<LogSize>;
  /** Those of them that are kept already, e.g. because the line broke before the answer came. */
  known(
    tenantId: string,
    sessionId: string,
    keys: readonly { readonly seatId: string; readonly clientNumber: number }[],
  ): Promise<readonly LogEntry[]>;
  /** On disk when this resolves: all of them, or none. */
  append(tenantId: string, sessionId: string, entries: readonly LogEntry[]): Promise<void>;
  /** Entries after a number, at most so many. */
  read(tenantId: string, sessionId: string, after: number, limit: number): Promise<readonly LogEntry[]>;
}
