/** The front door of remote support: what other domains and compose.ts may use. */
export { ArtefactService } from './artefacts/artefact-service.ts';
export { SqlArtefactStore } from './artefacts/artefact-store.sql.ts';
export { ReplyService } from './replies/reply-service.ts';
export { SqlReplyStore } from './replies/reply-store.sql.ts';
export { ReportService } from './reports/report-service.ts';
export { SqlSessionStore } from './sessions/session-store.sql.ts';
