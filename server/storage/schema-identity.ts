import type { Generated } from 'kysely';
import type { Role } from '../../protocol/identity/role.ts';
import type { GeneratedJsonColumn } from './schema-columns.ts';

export interface TenantsTable {
  id: string;
  slug: string;
  name: string;
  created_at: Generated<Date>;
  ended_at: Date | null;
  deletion_begun_at: Date | null;
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
}

export interface NumbersTable {
  tenant_id: string;
  id: string;
  e164: string;
  label: Generated<string>;
  pbx_id: string;
  site_id: string | null;
  user_id: string | null;
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
