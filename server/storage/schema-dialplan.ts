import type { Generated } from 'kysely';
import type { GeneratedJsonColumn, JsonColumn } from './schema-columns.ts';

/** Tables of dial plans, as Kysely sees them. */

export interface PlansTable {
  tenant_id: string;
  id: string;
  name: string;
  draft: JsonColumn;
  /** Counts stored changes of the draft. */
  revision: Generated<number>;
  published_version: number | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  updated_by: string | null;
}

/** No UPDATE, no DELETE: what was published stays as it was. */
export interface PlanVersionsTable {
  tenant_id: string;
  plan_id: string;
  number: number;
  plan: JsonColumn;
  note: Generated<string>;
  published_at: Generated<Date>;
  published_by: string | null;
}

export interface PlanTestsTable {
  tenant_id: string;
  plan_id: string;
  tests: JsonColumn;
}

export interface SchedulesTable {
  tenant_id: string;
  id: string;
  name: string;
  definition: JsonColumn;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface PlanPinsTable {
  tenant_id: string;
  id: string;
  name: string;
  hash: string;
  version: Generated<number>;
  updated_at: Generated<Date>;
}

export interface PlanAttachmentsTable {
  tenant_id: string;
  pbx_id: string;
  kind: 'extension' | 'number';
  value: string;
  plan_id: string;
  entry_id: string;
}

export interface PlanHttpHostsTable {
  tenant_id: string;
  host: string;
}

export interface PlanRunsTable {
  tenant_id: string;
  call_id: string;
  plan_id: string;
  version: number;
  node_id: string;
  started_at: Date;
  caller_user_id: string | null;
  caller_name: Generated<string>;
  caller_number: Generated<string>;
  dialled: Generated<string>;
  answered_by: string | null;
  path: GeneratedJsonColumn;
  ended_at: Date | null;
  end_why: string | null;
}
