import type { Generated } from 'kysely';
import type { JsonColumn } from './schema-columns.ts';

export interface SupportSessionsTable {
  tenant_id: string;
  id: string;
  kind: 'screen' | 'camera';
  state: Generated<'waiting' | 'active' | 'done'>;
  owner_id: string;
  owner_name: string;
  customer_name: Generated<string>;
  created_at: Date;
  started_at: Date | null;
  empty_since: Date | null;
  ended_at: Date | null;
  end_reason: string | null;
  purged_at: Date | null;
  capabilities: Generated<string[]>;
  outcome: 'solved' | 'unsolved' | 'follow-up' | 'not-reached' | null;
  rating: number | null;
  sealed_notes: Buffer | null;
  vanishing_at: Generated<Date | null>;
  vanished_at: Generated<Date | null>;
  sealed_customer_name: Generated<Buffer | null>;
  closed_notes: Generated<Buffer | null>;
  notes_version: Generated<number>;
  notes_at: Date | null;
  notes_by_name: string | null;
  version: Generated<number>;
}

export interface SupportSeatsTable {
  tenant_id: string;
  id: string;
  session_id: string;
  role: 'customer' | 'expert';
  name: string;
  user_id: string | null;
  invite_id: string | null;
  state: 'waiting' | 'admitted' | 'left' | 'removed';
  token_hash: Buffer;
  sealed_name: Generated<Buffer | null>;
  created_at: Date;
}

export interface SupportInvitesTable {
  tenant_id: string;
  id: string;
  session_id: string;
  role: 'customer' | 'expert';
  routing_hash: Buffer;
  nameplate: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  burnt_at: Date | null;
}

export interface SupportLogTable {
  tenant_id: string;
  session_id: string;
  number: number;
  seat_id: string;
  /** bigint: comes as text. */
  client_number: string | number;
  at: Date;
  body: Buffer;
  is_sealed: Generated<boolean>;
}

export interface SupportArtefactsTable {
  tenant_id: string;
  id: string;
  session_id: string;
  kind: 'recording' | 'receipt' | 'transcript' | 'still';
  name: string;
  object_id: string;
  /** bigint: comes as text. */
  bytes: string | number;
  created_at: Date;
  created_by: string;
  created_by_name: string;
}

export interface SupportArtefactPartsTable {
  tenant_id: string;
  artefact_id: string;
  number: number;
  object_id: string;
  /** bigint: comes as text. */
  bytes: string | number;
}

export interface SupportRepliesTable {
  tenant_id: string;
  items: JsonColumn;
  version: Generated<number>;
}

export interface SupportRetentionTable {
  tenant_id: string;
  screen_days: number | null;
  version: Generated<number>;
}

export interface SupportHoldsTable {
  tenant_id: string;
  session_id: string;
  reason: string;
  held_by: string;
  held_by_name: string;
  held_at: Date;
  release_asked_by: string | null;
  release_asked_by_name: string | null;
}

export interface SupportDeletionReceiptsTable {
  tenant_id: string;
  id: string;
  session_id: string;
  kind: 'screen' | 'camera';
  rule: 'camera-72-hours' | 'tenant-setting' | 'tenant-ended';
  session_ended_at: Date;
  due_at: Date;
  begun_at: Date;
  completed_at: Date | null;
  counts: JsonColumn;
  items: JsonColumn;
  sha256: Buffer;
}
