import type { NullableJsonColumn } from './schema-columns.ts';

export interface AuditEntriesTable {
  tenant_id: string;
  id: string;
  at: Date;
  actor_user_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  before: NullableJsonColumn;
  after: NullableJsonColumn;
  address_hash: string | null;
}

export interface AuditPendingTable {
  tenant_id: string;
  entry_id: string;
}

export interface AuditLinksTable {
  tenant_id: string;
  seq: number;
  entry_id: string;
  hash: Buffer;
}

export interface AuditCheckpointsTable {
  tenant_id: string;
  seq: number;
  hash: Buffer;
  signed_at: Date;
  key_id: string;
  signature: Buffer;
}

export interface AuditPeopleTable {
  tenant_id: string;
  entry_id: string;
  place: string;
  user_id: string | null;
  salt: Buffer;
  value: string;
}
