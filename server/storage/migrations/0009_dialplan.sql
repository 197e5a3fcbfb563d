-- Dial plans: drafts and what was published, tests, schedules, PINs, what leads into a plan, runs and the ways that callers took.

CREATE TABLE plans (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  draft jsonb NOT NULL,
  -- Counts stored changes of the draft: a change names the revision that it was made on.
  revision integer NOT NULL DEFAULT 1,
  published_version integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, updated_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (updated_by)
);
CREATE UNIQUE INDEX plans_name ON plans (tenant_id, lower(name));
SELECT protect_tenant_table('plans');
GRANT SELECT, INSERT, UPDATE, DELETE ON plans TO deskline_app;

-- What was published stays as it was: the application's role may neither change nor delete it; it goes with its plan.
CREATE TABLE plan_versions (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  plan_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  plan jsonb NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by uuid,
  PRIMARY KEY (tenant_id, plan_id, number),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, published_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (published_by)
);
SELECT protect_tenant_table('plan_versions');
GRANT SELECT, INSERT ON plan_versions TO deskline_app;

-- The saved tests of a plan, in order, as one list: they are read, run and replaced together.
CREATE TABLE plan_tests (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  plan_id uuid NOT NULL,
  tests jsonb NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('plan_tests');
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_tests TO deskline_app;

CREATE TABLE schedules (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- Time zone, weekly hours, exceptions, override: protocol/dialplan/schedule.ts
  definition jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX schedules_name ON schedules (tenant_id, lower(name));
SELECT protect_tenant_table('schedules');
GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO deskline_app;

-- PINs that a plan asks for: only an argon2id hash is kept.
CREATE TABLE plan_pins (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  hash text NOT NULL CHECK (length(hash) BETWEEN 1 AND 300),
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX plan_pins_name ON plan_pins (tenant_id, lower(name));
SELECT protect_tenant_table('plan_pins');
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_pins TO deskline_app;

-- What is dialled to come into a plan. A plan that is attached cannot be deleted.
CREATE TABLE plan_attachments (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  pbx_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('extension', 'number')),
  value text NOT NULL CHECK (value ~ '^\+?[0-9]{2,15}$'),
  plan_id uuid NOT NULL,
  entry_id text NOT NULL CHECK (length(entry_id) BETWEEN 1 AND 64),
  PRIMARY KEY (tenant_id, pbx_id, value),
  FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id)
);
CREATE INDEX plan_attachments_by_plan ON plan_attachments (tenant_id, plan_id);
SELECT protect_tenant_table('plan_attachments');
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_attachments TO deskline_app;

-- Hosts that the tenant's plans may ask over HTTPS.
CREATE TABLE plan_http_hosts (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  host text NOT NULL CHECK (host ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$'),
  PRIMARY KEY (tenant_id, host)
);
SELECT protect_tenant_table('plan_http_hosts');
GRANT SELECT, INSERT, DELETE ON plan_http_hosts TO deskline_app;

-- Every call that went through a plan and the way it took, node by node; names are copied in, so that it still reads when a person is
-- gone. The run itself is not here: it may hold a PIN that was typed. No foreign key to call_records: those are written later.
CREATE TABLE plan_runs (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  call_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  version integer NOT NULL,
  node_id text NOT NULL CHECK (length(node_id) <= 128),
  started_at timestamptz NOT NULL,
  caller_user_id uuid,
  caller_name text NOT NULL DEFAULT '' CHECK (length(caller_name) <= 200),
  caller_number text NOT NULL DEFAULT '' CHECK (length(caller_number) <= 256),
  dialled text NOT NULL DEFAULT '' CHECK (length(dialled) <= 256),
  answered_by uuid,
  path jsonb NOT NULL DEFAULT '[]',
  ended_at timestamptz,
  end_why text CHECK (length(end_why) <= 64),
  PRIMARY KEY (tenant_id, call_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, caller_user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (caller_user_id),
  FOREIGN KEY (tenant_id, answered_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (answered_by)
);
CREATE INDEX plan_runs_by_plan ON plan_runs (tenant_id, plan_id, started_at DESC, call_id DESC);
-- Runs in progress per node: what a restarted node has to close.
CREATE INDEX plan_runs_open ON plan_runs (tenant_id, node_id) WHERE ended_at IS NULL;
SELECT protect_tenant_table('plan_runs');
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_runs TO deskline_app;
