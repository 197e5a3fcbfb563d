import type { Generated } from 'kysely';
import type { PolicySubject, RecordingPolicy, RecordingReason, RecordingSide } from '../../protocol/media/recordings.ts';
import type { RetentionClass } from './objects/sealed-objects.ts';
import type { GeneratedJsonColumn, NullableJsonColumn } from './schema-columns.ts';

export interface PromptsTable {
  tenant_id: string;
  id: string;
  name: string;
  kind: 'uploaded' | 'recorded' | 'spoken';
  language: string | null;
  speech: NullableJsonColumn;
  object_id: string;
  duration_ms: number;
  loudness_lufs: number;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: string | null;
  updated_at: Generated<Date>;
  updated_by: string | null;
}

export interface StoredObjectsTable {
  tenant_id: string;
  id: string;
  retention_class: RetentionClass;
  content_type: string;
  /** The matter (a support session) whose shred key closes `wrapped_key`. */
  shred_id: Generated<string | null>;
  key_version: number | null;
  wrapped_key: Buffer | null;
  /** The version of the tenant's recording key that `sealed_key` is sealed to. */
  sealed_to: number | null;
  sealed_key: Buffer | null;
  created_at: Generated<Date>;
  /** A bigint, which pg gives as text. */
  bytes: string | null;
  state: Generated<'open' | 'whole' | 'cut'>;
}

export interface RecordingsTable {
  tenant_id: string;
  id: string;
  call_id: string;
  started_at: Date;
  duration_ms: Generated<number>;
  state: Generated<'recording' | 'whole' | 'cut'>;
  reason: RecordingReason;
  started_by: string | null;
  caller_user_id: string | null;
  caller_name: string;
  caller_number: string;
  callee_user_id: string | null;
  callee_name: string;
  callee_number: string;
  gaps: GeneratedJsonColumn;
  notes: Generated<string>;
  tags: Generated<string[]>;
  hold_reason: string | null;
  hold_by: string | null;
  hold_at: Date | null;
  release_asked_by: string | null;
  node_id: Generated<string>;
  sealed_to: number | null;
  sealed_notes: Buffer | null;
  sealed_notes_to: number | null;
  version: Generated<number>;
}

export interface RecordingTracksTable {
  tenant_id: string;
  recording_id: string;
  side: RecordingSide;
  object_id: string;
  duration_ms: Generated<number>;
  is_whole: Generated<boolean>;
  envelope: NullableJsonColumn;
}

export interface RecordingAccessTable {
  tenant_id: string;
  id: string;
  recording_id: string;
  user_id: string;
  purpose: 'listen' | 'export';
  at: Date;
}

export interface RecordingPoliciesTable {
  tenant_id: string;
  subject_kind: PolicySubject;
  subject_id: string;
  policy: RecordingPolicy;
}

export interface RecordingSealingTable {
  tenant_id: string;
  is_on: boolean;
  root_public_key: Buffer;
  recovery_pin: Buffer;
  version: Generated<number>;
}

export interface RecordingKeysTable {
  tenant_id: string;
  version: number;
  public_key: Buffer;
  signature: Buffer;
  created_at: Generated<Date>;
}

export interface SealingBrowsersTable {
  tenant_id: string;
  id: string;
  kind: 'browser' | 'recovery';
  user_id: string | null;
  name: string;
  public_key: Buffer;
  is_manager: Generated<boolean>;
  certificate: Buffer | null;
  ring: Buffer | null;
  ring_signature: Buffer | null;
  created_at: Date;
}

export interface SealingBrowsersRemovedTable {
  tenant_id: string;
  id: string;
  removed_at: Date;
}
