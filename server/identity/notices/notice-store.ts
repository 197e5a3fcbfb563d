/** Something to be told to one receiver by one channel. */
export interface NewNotice {
  /** The same for the same notice, whatever is repeated. */
  readonly onceKey: string;
  readonly channel: string;
  /** What the channel understands: a person, a browser, an address. */
  readonly whom: string;
  /** What the channel sends. */
  readonly text: string;
}

export interface Notice extends NewNotice {
  readonly id: string;
  /** With the one that it was taken for. */
  readonly attempts: number;
  readonly createdAtMs: number;
}

/** Notices that are to be sent, and those that were: each once. The tenant comes first, always. */
export interface NoticeStore {
  /** Adds those that never were there; gives how many that are. On disk when it resolves. */
  add(tenantId: string, notices: readonly NewNotice[], nowMs: number): Promise<number>;
  /** Takes what is due; it is due again at `untilMs` for whoever finds it unsettled. Nobody else gets it until then. */
  take(tenantId: string, nowMs: number, untilMs: number): Promise<readonly Notice[]>;
  /** Another attempt, from then on. */
  postpone(tenantId: string, id: string, dueAtMs: number): Promise<void>;
  /** It is over; whom and what it said is forgotten, that it was there is not. */
  settle(tenantId: string, id: string, state: 'sent' | 'failed'): Promise<void>;
  /** Forgets settled ones from before this moment. */
  purge(tenantId: string, beforeMs: number): Promise<void>;
  tenantIds(): Promise<readonly string[]>;
}
