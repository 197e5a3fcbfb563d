/** The front door of support: what the gateway and compose.ts may use. */
export { Support, type SupportOptions } from './support.ts';
export type { Relay, RelayMetrics } from './relay/relay.ts';
export { RelayRefusal } from './relay/relay-refusal.ts';
export type { SeatLine, StaffVisitor, Visitor } from './relay/seat-line.ts';
export type { SeatVisit } from './relay/seat-visit.ts';
export type { SupportPeople } from './sessions/session-service.ts';
export { ArtefactService } from './artefacts/artefact-service.ts';
export { SqlArtefactStore } from './artefacts/artefact-store.sql.ts';
export { NoteService } from './notes/note-service.ts';
export { SqlNoteStore } from './notes/note-store.sql.ts';
export { ReplyService } from './replies/reply-service.ts';
export { SqlReplyStore } from './replies/reply-store.sql.ts';
export { ReportService } from './reports/report-service.ts';
export type { SupportKeeping } from './retention/open-retention.ts';
export { SqlSessionStore } from './sessions/session-store.sql.ts';
