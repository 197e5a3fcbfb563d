import type { SessionQuery } from '../../../protocol/support/session.ts';
import type { Outcome, SessionKind, SessionState } from '../../../protocol/support/states.ts';
import type { KeepingFacts } from '../retention/retention-rules.ts';
import type { Page } from '../../../protocol/wire/page.ts';

/** A support session as the server knows it: who met whom, when, and what was allowed. */
export interface SupportSession {
  readonly id: string;
  readonly kind: SessionKind;
  readonly state: SessionState;
  readonly ownerId: string;
  readonly ownerName: string;
  /** While no customer came: whom the expert expects, or empty. */
  readonly customerName: string;
  readonly createdAt: Date;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly endReason: string | undefined;
  readonly capabilities: readonly string[];
  readonly outcome: Outcome | undefined;
  readonly rating: number | undefined;
  /** Names of everybody who had a seat, first to last. */
  readonly people: readonly string[];
  readonly keeping: KeepingFacts;
  readonly version: number;
}

export interface NewSession {
  readonly id: string;
  readonly kind: SessionKind;
  /** Whom the expert expects; empty when nobody says. */
  readonly customerName?: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly createdAt: Date;
}

/** Who did it, for the audit log. A customer has no account: only an address, which the log keeps as a salted hash. */
export interface Doer {
  readonly userId?: string | undefined;
  readonly address?: string | undefined;
}

export interface SessionFilter extends Omit<SessionQuery, 'scope'> {
  /** Only sessions that this person owns or has a seat in. */
  readonly of?: string | undefined;
  /** And those that wait, whoever's they are. */
  readonly withWaiting?: boolean;
}

export interface Assignment {
  readonly owner: { readonly id: string; readonly name: string };
  /** Whose it is still to be. */
  readonly from?: string | undefined;
  /** Only as long as it waits. */
  readonly isFromQueue: boolean;
}

/** `taken`: it is not whose it was to be, or its customer came; with whose it is. */
export type Assigned =
  | { readonly kind: 'assigned'; readonly session: SupportSession }
  | { readonly kind: 'taken'; readonly ownerName: string }
  | { readonly kind: 'over' };

export interface DueSession {
  readonly id: string;
  readonly why: 'nobody-came' | 'everybody-left';
}

/** Where sessions are kept. The tenant comes first, always. */
export interface SessionStore {
  add(tenantId: string, session: NewSession, by: Doer): Promise<SupportSession>;
  find(tenantId: string, id: string): Promise<SupportSession | undefined>;
  list(tenantId: string, filter: SessionFilter): Promise<Page<SupportSession>>;
  /** Undefined when it is over already. */
  end(
    tenantId: string,
    id: string,
    end: { readonly reason: string; readonly at: Date; readonly by: Doer },
  ): Promise<SupportSession | undefined>;
  /** Of several who do it at once, each sees what the one before did. Undefined when there is no such session. */
  assign(tenantId: string, id: string, assignment: Assignment, by: Doer): Promise<Assigned | undefined>;
  /** Undefined when it was changed since `version`. */
  putOutcome(
    tenantId: string,
    id: string,
    change: { readonly outcome: Outcome; readonly version: number },
    by: Doer,
  ): Promise<SupportSession | undefined>;
  rate(tenantId: string, id: string, rating: number): Promise<void>;
  /** Of a session that ended later than `endedAfter` and has no rating yet; says whether it was one. */
  rateAfterEnd(tenantId: string, id: string, rated: { readonly rating: number; readonly endedAfter: Date }): Promise<boolean>;
  /** Adds to what was ever allowed; says whether anything is new. */
  noteCapabilities(tenantId: string, id: string, capabilities: readonly string[]): Promise<boolean>;
  /** Since when nobody is connected; undefined while somebody is. */
  noteEmpty(tenantId: string, id: string, since: Date | undefined): Promise<void>;
  /** After a start of the server nobody is connected. */
  noteAllEmpty(tenantId: string, since: Date): Promise<void>;
  /** Those whose time has run out. */
  due(tenantId: string, before: { readonly waiting: Date; readonly empty: Date }): Promise<readonly DueSession[]>;
  /** Those that are not over. */
  open(tenantId: string): Promise<readonly string[]>;
  /** Those that began in a period, for reports. */
  inPeriod(tenantId: string, from: Date, to: Date): Promise<readonly SupportSession[]>;
  /** Deletes log, tokens and invites of sessions that ended before; gives how many sessions that were. */
  purge(tenantId: string, endedBefore: Date, at: Date): Promise<number>;
  /** Whether somebody owns it or had a seat in it. */
  isOf(tenantId: string, id: string, userId: string): Promise<boolean>;
}
