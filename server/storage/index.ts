/** The front door of the storage: what other domains and compose.ts may use. */
export { openStorage, type Storage, type StorageOptions, type StorageStatus } from './open-storage.ts';
export type { Database, TenantSummary, TransactionOptions, Trx } from './database.ts';
export type { Directory, DirectoryHit, DirectoryKey } from './directory.ts';
export type { Throttles, ThrottleState } from './throttles.ts';
export { StorageError, expectOneRow, toStorageError, type StorageErrorCode } from './errors.ts';
export type { Secrets } from './secrets.ts';
export type { Audit, AuditEvent, AuditPage, AuditRecord, Facts } from './audit/audit.ts';
export type { Json, Schema, UserRole } from './schema.ts';
