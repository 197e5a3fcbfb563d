import type { artefactKindSchema } from '../../../protocol/support/session.ts';
import type { z } from 'zod';
import type { Doer } from '../sessions/session-store.ts';

/** A file that experts kept of a session; sealed before it came here. */
export interface StoredArtefact {
  readonly id: string;
  readonly sessionId: string;
  readonly kind: z.infer<typeof artefactKindSchema>;
  readonly name: string;
  /** Of the object store. */
  readonly objectId: string;
  readonly bytes: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly createdByName: string;
}

/** Where it is written which files a session has. */
export interface ArtefactStore {
  /** Says no when the session has as many as it may have. @throws {ServiceError} `content-gone` */
  add(tenantId: string, artefact: StoredArtefact, by: Doer): Promise<boolean>;
  /** First to last. */
  ofSession(tenantId: string, sessionId: string): Promise<readonly StoredArtefact[]>;
  find(tenantId: string, sessionId: string, id: string): Promise<StoredArtefact | undefined>;
  /**
   * Refuses with `on-hold` while the session is held. Deletes its row; says whether there was one. `deleteBytes` runs before the commit: what fails is there to be deleted again. The
   * receipt stays in the audit log.
   */
  remove(tenantId: string, artefact: StoredArtefact, by: Doer, deleteBytes: () => Promise<void>): Promise<boolean>;
}

/** A recording of four hours in parts of 64 MiB, with stills. */
export const maxArtefacts = 500;
