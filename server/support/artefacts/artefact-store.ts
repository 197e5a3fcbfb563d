import type { artefactKindSchema } from '../../../protocol/support/records.ts';
import type { z } from 'zod';
import type { Doer } from '../sessions/session-store.ts';

/** A file that experts kept of a session; sealed before it came here. */
export interface NewArtefact {
  readonly id: string;
  readonly sessionId: string;
  readonly kind: z.infer<typeof artefactKindSchema>;
  readonly name: string;
  /** Of the object store: what the file begins with. */
  readonly objectId: string;
  readonly bytes: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly createdByName: string;
}

/** The same, with what followed. */
export interface StoredArtefact extends NewArtefact {
  /** Of all parts. */
  readonly bytes: number;
  /** At least one. */
  readonly parts: number;
}

/** What follows in a file. */
export interface StoredPart {
  /** From 1. */
  readonly number: number;
  readonly objectId: string;
  readonly bytes: number;
}

/** Where it is written which files a session has. */
export interface ArtefactStore {
  /** `there`: of that id there is one already. `full`: the session has as many as it may have. @throws {ServiceError} `content-gone` */
  add(tenantId: string, artefact: NewArtefact, by: Doer): Promise<'added' | 'there' | 'full'>;
  /** First to last. */
  ofSession(tenantId: string, sessionId: string): Promise<readonly StoredArtefact[]>;
  find(tenantId: string, sessionId: string, id: string): Promise<StoredArtefact | undefined>;
  /** `gap`: it is not the next one. @throws {ServiceError} `content-gone` */
  addPart(tenantId: string, artefactId: string, part: StoredPart): Promise<'added' | 'there' | 'gap'>;
  parts(tenantId: string, artefactId: string): Promise<readonly StoredPart[]>;
  /** Writes down that somebody took it. */
  noteOpened(tenantId: string, artefact: StoredArtefact, by: Doer): Promise<void>;
  /**
   * Deletes its rows; says whether there were any. `deleteBytes` runs before the commit: what fails is there to be deleted again. The
   * receipt stays in the audit log. @throws {ServiceError} `on-hold`
   */
  remove(tenantId: string, artefact: StoredArtefact, by: Doer, deleteBytes: () => Promise<void>): Promise<boolean>;
}

/** Recordings, of any length, with stills. */
export const maxArtefacts = 500;
