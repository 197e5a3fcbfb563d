import type { Generated } from 'kysely';

export interface VoicemailBoxesTable {
  tenant_id: string;
  id: string;
  user_id: string | null;
  name: string;
  is_on: Generated<boolean>;
  max_message_seconds: Generated<number>;
  max_messages: Generated<number>;
  email_notice: Generated<'none' | 'notice' | 'with-audio'>;
  greeting_id: string | null;
  busy_greeting_id: string | null;
  greeting_schedule_id: Generated<string | null>;
  temporary_greeting_id: Generated<string | null>;
  temporary_until: Generated<Date | null>;
  pin_hash: Generated<string | null>;
  pin_failures: Generated<number>;
  pin_blocked_until: Generated<Date | null>;
  version: Generated<number>;
  created_at: Generated<Date>;
}

export interface VoicemailMembersTable {
  tenant_id: string;
  box_id: string;
  user_id: string;
}

export interface VoicemailGreetingsTable {
  tenant_id: string;
  id: string;
  box_id: string;
  name: string;
  kind: 'uploaded' | 'recorded' | 'spoken';
  object_id: string;
  duration_ms: number;
  created_at: Generated<Date>;
}

export interface VoicemailGreetingRulesTable {
  tenant_id: string;
  box_id: string;
  kind: 'period' | 'holiday';
  name: string;
  greeting_id: string;
}

export interface VoicemailMessagesTable {
  tenant_id: string;
  id: string;
  box_id: string;
  call_id: string | null;
  caller_user_id: string | null;
  caller_name: string;
  caller_number: string;
  received_at: Date;
  state: 'recording' | 'whole' | 'cut';
  object_id: string;
  duration_ms: Generated<number>;
  node_id: string;
  notice: Generated<'due' | 'sent' | 'failed' | null>;
  deleted_at: Date | null;
}

export interface VoicemailHeardTable {
  tenant_id: string;
  message_id: string;
  user_id: string;
  at: Date;
}
