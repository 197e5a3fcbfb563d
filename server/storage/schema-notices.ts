import type { Generated } from 'kysely';

export interface PushSubscriptionsTable {
  tenant_id: string;
  id: string;
  user_id: string;
  session_id: string;
  endpoint_hash: Buffer;
  /** Endpoint and keys, sealed with `storage.secrets`. */
  target: Buffer;
  user_agent: string;
  language: 'en' | 'de';
  kinds: string[];
  created_at: Date;
  renewed_at: Date;
  last_ok_at: Date | null;
  failures: Generated<number>;
}

export interface NoticesTable {
  tenant_id: string;
  id: string;
  once_key: string;
  channel: string;
  whom_hash: Buffer;
  /** Whom and what, sealed with `storage.secrets`; null once it is settled. */
  content: Buffer | null;
  state: Generated<'due' | 'sent' | 'failed'>;
  attempts: Generated<number>;
  due_at: Date;
  created_at: Date;
}
