import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/index.ts';
import {
  ArtefactService,
  NoteService,
  ReplyService,
  ReportService,
  SqlArtefactStore,
  SqlNoteStore,
  SqlReplyStore,
  SqlSessionStore,
} from '../support/index.ts';

export interface OpenSupportRecords {
  readonly storage: Pick<Storage, 'db' | 'audit' | 'objects' | 'shredding'>;
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
  readonly clock: Clock;
}

/** What stays of support sessions: sealed files and notes, figures, and the texts that experts have at hand. */
export interface SupportRecords {
  readonly artefacts: ArtefactService;
  readonly notes: NoteService;
  readonly reports: ReportService;
  readonly replies: ReplyService;
}

/** Nothing here has to be closed. */
export function openSupportRecords({ storage, nameOf, clock }: OpenSupportRecords): SupportRecords {
  const { db, audit, objects, shredding } = storage;
  const sessions = new SqlSessionStore(db, audit, shredding);
  return {
    artefacts: new ArtefactService({ sessions, store: new SqlArtefactStore(db, audit), objects, nameOf, clock }),
    notes: new NoteService({ sessions, store: new SqlNoteStore(db, audit, shredding), nameOf, clock }),
    reports: new ReportService({ sessions, clock }),
    replies: new ReplyService(new SqlReplyStore(db, audit)),
  };
}
