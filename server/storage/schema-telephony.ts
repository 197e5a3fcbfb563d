import type { Generated } from 'kysely';
import type { GeneratedJsonColumn, JsonColumn, NullableJsonColumn } from './schema-columns.ts';

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

export interface QueueCallbacksTable {
  tenant_id: string;
  id: string;
  queue_id: string;
  call_id: string;
  pbx_id: string;
  user_id: string;
  caller_name: string;
  caller_number: string;
  priority: number;
  skills: JsonColumn;
  presentation: JsonColumn;
  joined_at: Date;
  asked_at: Date;
  state: string;
  attempts: number;
  next_attempt_at: Date | null;
  agent_name: string | null;
  ended_at: Date | null;
  end_reason: string | null;
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
