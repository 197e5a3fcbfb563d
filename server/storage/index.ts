/** The front door of the storage: what other domains and compose.ts may use. */
export { openStorage, type Storage } from './open-storage.ts';
export type { Audit } from './audit/audit.ts';
export type { Database, Trx } from './database.ts';
export type { AuditSelection } from './audit/audit-selection.ts';
export type {
  NewObject,
  ObjectFacts,
  ObjectReader,
  ObjectRecipient,
  ObjectWriter,
  RecipientObject,
  RecipientObjects,
  RetentionClass,
  SealedObjects,
} from './objects/sealed-objects.ts';
export type { Matter, ShreddedObject, Shredding } from './objects/shredding.ts';
export type { JobMetrics } from './jobs/job-run.ts';
export type { JobItems, Jobs, RepeatingJob } from './jobs/jobs.ts';
export { RowContent, type RowContentKind, type RowContentParts } from './row-content.ts';
export type { Secrets } from './secrets.ts';
export type { Throttles } from './throttles.ts';
export { StorageError, toStorageError, type StorageErrorCode } from './errors.ts';
