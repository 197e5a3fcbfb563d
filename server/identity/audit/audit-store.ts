import type { AuditQuery } from '../../../protocol/identity/audit.ts';
import type { Page } from '../../../protocol/wire/page.ts';

/** What of the log is asked for; the words of the API. */
export type AuditFilter = AuditQuery;

/** An entry as an admin reads it, with the names of what it mentions by id. */
export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actorName: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What the subject is called, or was when it was deleted; null when nothing knows it. */
  readonly subjectName: string | null;
  readonly before: unknown;
  readonly after: unknown;
  /** Names of the ids that stand in before and after. */
  readonly names: Readonly<Record<string, string>>;
}

/** Reading the audit log of one tenant. Writing goes through `IdentityUnit.audit`. */
export interface AuditStore {
  /** Newest first. */
  page(filter: AuditFilter): Promise<Page<AuditLine>>;
  /** Every action that stands in the log, sorted. */
  actions(): Promise<readonly string[]>;
}
