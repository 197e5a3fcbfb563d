import type { Generated } from 'kysely';
import type { Role } from '../../protocol/identity/role.ts';
import type { PolicySubject, RecordingPolicy, RecordingReason, RecordingSide } from '../../protocol/media/recordings.ts';
import type { RetentionClass } from './objects/sealed-objects.ts';
import type { GeneratedJsonColumn, JsonColumn, NullableJsonColumn } from './schema-columns.ts';
import type * as Plans from './schema-dialplan.ts';
import type {
  VoicemailBoxesTable,
  VoicemailMembersTable,
  VoicemailGreetingsTable,
  VoicemailMessagesTable,
  VoicemailHeardTable,
} from './schema-voicemail.ts';

export type {
  VoicemailBoxesTable,
  VoicemailMembersTable,
  VoicemailGreetingsTable,
  VoicemailMessagesTable,
  VoicemailHeardTable,
} from './schema-voicemail.ts';

/**
 * The tables as Kysely sees them: column names are those of the SQL, so that a query reads the same in both. Rows of
 * tenant tables are visible only inside `db.inTenant()`. jsonb columns take text (`JSON.stringify`) and give values.
 */
export interface Schema {
  tenants: TenantsTable;
  pbxs: PbxsTable;
  sites: SitesTable;
  users: UsersTable;
  extensions: ExtensionsTable;
  numbers: NumbersTable;
  devices: DevicesTable;
  phone_settings: PhoneSettingsTable;
  web_sessions: WebSessionsTable;
  call_records: CallRecordsTable;
  call_offers: CallOffersTable;
  call_events: CallEventsTable;
  plans: Plans.PlansTable;
  plan_versions: Plans.PlanVersionsTable;
  plan_tests: Plans.PlanTestsTable;
  schedules: Plans.SchedulesTable;
  plan_pins: Plans.PlanPinsTable;
  plan_attachments: Plans.PlanAttachmentsTable;
  plan_http_hosts: Plans.PlanHttpHostsTable;
  plan_runs: Plans.PlanRunsTable;
  ring_groups: RingGroupsTable;
  ring_group_members: RingGroupMembersTable;
  queues: QueuesTable;
  queue_members: QueueMembersTable;
  queue_agents: QueueAgentsTable;
  emergency_alerts: EmergencyAlertsTable;
  audit_entries: AuditEntriesTable;
  audit_pending: AuditPendingTable;
  audit_links: AuditLinksTable;
  audit_checkpoints: AuditCheckpointsTable;
  audit_people: AuditPeopleTable;
  prompts: PromptsTable;
  voicemail_boxes: VoicemailBoxesTable;
  voicemail_members: VoicemailMembersTable;
  voicemail_greetings: VoicemailGreetingsTable;
  voicemail_messages: VoicemailMessagesTable;
  voicemail_heard: VoicemailHeardTable;
  stored_objects: StoredObjectsTable;
  recordings: RecordingsTable;
  recording_tracks: RecordingTracksTable;
  recording_access: RecordingAccessTable;
  recording_policies: RecordingPoliciesTable;
}

export type { GeneratedJsonColumn, Json, JsonColumn, NullableJsonColumn } from './schema-columns.ts';
export type * from './schema-dialplan.ts';

export interface TenantsTable {
  id: string;
  slug: string;
  name: string;
  created_at: Generated<Date>;
  disabled_at: Date | null;
}

export interface PbxsTable {
  tenant_id: string;
  id: string;
  slug: string;
  name: string;
  language: Generated<string>;
  country: Generated<string>;
  time_zone: Generated<string>;
  created_at: Generated<Date>;
  version: Generated<number>;
  digest_policy: Generated<'sha-256' | 'sha-256-and-md5' | 'md5'>;
}

export interface SitesTable {
  tenant_id: string;
  id: string;
  pbx_id: string | null;
  name: string;
  street: Generated<string>;
  postal_code: Generated<string>;
  city: Generated<string>;
  country: Generated<string>;
  area_code: Generated<string>;
  trunk_prefix: Generated<string>;
  is_default: Generated<boolean>;
  created_at: Generated<Date>;
  version: Generated<number>;
  /** Addresses and networks (CIDR) of this place. */
  networks: Generated<string[]>;
}

export interface UsersTable {
  tenant_id: string;
  id: string;
  email: string;
  display_name: string;
  login_name: string;
  role: Role;
  password_hash: string | null;
  must_change_password: Generated<boolean>;
  password_changed_at: Date | null;
  password_history: GeneratedJsonColumn;
  language: string | null;
  site_id: string | null;
  disabled_at: Date | null;
  /** Counts changes: an update names the version that it read, and finds no row when somebody was faster. */
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  /** Folded text that a search looks through, written by identity. */
  search_text: Generated<string>;
}

export interface ExtensionsTable {
  tenant_id: string;
  id: string;
  pbx_id: string;
  number: string;
  user_id: string | null;
  label: Generated<string>;
  version: Generated<number>;
  created_at: Generated<Date>;
  /** A dial plan's entry that it leads to; never together with a person. */
  plan_id: string | null;
  entry_id: string | null;
}

export interface NumbersTable {
  tenant_id: string;
  id: string;
  e164: string;
  label: Generated<string>;
  pbx_id: string;
  site_id: string | null;
  user_id: string | null;
  plan_id: string | null;
  entry_id: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface DevicesTable {
  tenant_id: string;
  id: string;
  user_id: string;
  label: Generated<string>;
  kind: 'browser' | 'phone';
  /** The PBX whose realm the digest credentials are for. */
  pbx_id: string | null;
  sip_username: string;
  instance_id: string | null;
  /** HA1 values sealed with `storage.secrets`. */
  ha1_md5: Buffer | null;
  ha1_sha256: Buffer | null;
  ha1_sha512_256: Buffer | null;
  allow_md5: Generated<boolean>;
  last_seen_at: Date | null;
  disabled_at: Date | null;
  created_at: Generated<Date>;
}

export interface PhoneSettingsTable {
  tenant_id: string;
  user_id: string;
  dnd: Generated<boolean>;
  call_waiting: Generated<boolean>;
  no_answer_seconds: Generated<number>;
  version: Generated<number>;
}

export interface WebSessionsTable {
  tenant_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  csrf_hash: Buffer | null;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  expires_at: Date;
  user_agent: Generated<string>;
  address: Generated<string>;
  revoked_at: Date | null;
}

export interface CallRecordsTable {
  tenant_id: string;
  id: string;
  pbx_id: string | null;
  caller_user_id: string | null;
  caller_name: Generated<string>;
  caller_number: Generated<string>;
  callee_user_id: string | null;
  callee_name: Generated<string>;
  callee_number: Generated<string>;
  dialled: Generated<string>;
  started_at: Date;
  ringing_at: Date | null;
  answered_at: Date | null;
  ended_at: Date | null;
  end_cause: string | null;
  ended_by: string | null;
  codec: string | null;
  quality: NullableJsonColumn;
  node_id: Generated<string>;
  seen_by_callee_at: Date | null;
  via_name: Generated<string>;
  via_number: Generated<string>;
  plan_path: NullableJsonColumn;
}

export interface CallOffersTable {
  tenant_id: string;
  call_id: string;
  user_id: string;
  call_started_at: Date;
  offered_at: Date;
  outcome: string;
  because_kind: string;
  because_name: Generated<string>;
  is_answered: Generated<boolean>;
  seen_at: Date | null;
}

export interface CallEventsTable {
  tenant_id: string;
  call_id: string;
  seq: number;
  at: Date;
  kind: string;
  data: GeneratedJsonColumn;
}

export interface RingGroupsTable {
  tenant_id: string;
  id: string;
  name: string;
  strategy: string;
  ring_seconds: number;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface RingGroupMembersTable {
  tenant_id: string;
  group_id: string;
  user_id: string;
  position: number;
  weight: number;
}

export interface QueuesTable {
  tenant_id: string;
  id: string;
  name: string;
  settings: JsonColumn;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface QueueMembersTable {
  tenant_id: string;
  queue_id: string;
  user_id: string;
  position: number;
  skills: GeneratedJsonColumn;
  is_signed_in: Generated<boolean>;
}

export interface QueueAgentsTable {
  tenant_id: string;
  user_id: string;
  state: string;
  pause_reason: string | null;
  since: Date;
}

export interface EmergencyAlertsTable {
  tenant_id: string;
  id: string;
  at: Date;
  pbx_id: string | null;
  user_id: string | null;
  caller_name: string;
  caller_number: string;
  dialled: string;
  site_id: string | null;
  site_name: Generated<string>;
  site_address: Generated<string>;
  is_place_sure: boolean;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_by_name: string | null;
}

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
  key_version: number;
  wrapped_key: Buffer;
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
