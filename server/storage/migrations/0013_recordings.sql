-- Recorded calls: what was recorded, why, what was written on it, who listened. The audio lies in the object store.
CREATE TABLE recordings (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  -- No foreign key: the call's own record may be on its way to the disk, and is deleted by another rule.
  call_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
  state text NOT NULL DEFAULT 'recording' CHECK (state IN ('recording', 'whole', 'cut')),
  reason text NOT NULL CHECK (reason IN ('on-demand', 'person', 'queue', 'plan')),
  started_by uuid,
  caller_user_id uuid,
  caller_name text NOT NULL CHECK (length(caller_name) <= 200),
  caller_number text NOT NULL CHECK (length(caller_number) <= 256),
  callee_user_id uuid,
  callee_name text NOT NULL CHECK (length(callee_name) <= 200),
  callee_number text NOT NULL CHECK (length(callee_number) <= 256),
  gaps jsonb NOT NULL DEFAULT '[]',
  notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 4000),
  tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20),
  hold_reason text CHECK (length(hold_reason) BETWEEN 1 AND 500),
  hold_by uuid,
  hold_at timestamptz,
  release_asked_by uuid,
  node_id text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CHECK ((hold_reason IS NULL) = (hold_by IS NULL) AND (hold_reason IS NULL) = (hold_at IS NULL)),
  CHECK (release_asked_by IS NULL OR hold_by IS NOT NULL)
);
CREATE INDEX recordings_by_time ON recordings (tenant_id, started_at DESC, id DESC);
CREATE INDEX recordings_by_caller ON recordings (tenant_id, caller_user_id, started_at DESC);
CREATE INDEX recordings_by_callee ON recordings (tenant_id, callee_user_id, started_at DESC);
SELECT protect_tenant_table('recordings');
GRANT SELECT, INSERT, UPDATE, DELETE ON recordings TO deskline_app;

CREATE TABLE recording_tracks (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  recording_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('caller', 'callee')),
  object_id uuid NOT NULL,
  duration_ms integer NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
  is_whole boolean NOT NULL DEFAULT false,
  envelope jsonb,
  PRIMARY KEY (tenant_id, recording_id, side),
  FOREIGN KEY (tenant_id, recording_id) REFERENCES recordings (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('recording_tracks');
GRANT SELECT, INSERT, UPDATE, DELETE ON recording_tracks TO deskline_app;

-- Written before anybody hears anything; goes with the recording.
CREATE TABLE recording_access (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  recording_id uuid NOT NULL,
  user_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('listen', 'export')),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, recording_id) REFERENCES recordings (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX recording_access_of ON recording_access (tenant_id, recording_id, at DESC);
SELECT protect_tenant_table('recording_access');
GRANT SELECT, INSERT, DELETE ON recording_access TO deskline_app;

CREATE TABLE recording_policies (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  subject_kind text NOT NULL CHECK (subject_kind IN ('user', 'queue')),
  subject_id uuid NOT NULL,
  policy text NOT NULL CHECK (policy IN ('on-demand', 'always', 'never')),
  PRIMARY KEY (tenant_id, subject_kind, subject_id)
);
SELECT protect_tenant_table('recording_policies');
GRANT SELECT, INSERT, UPDATE, DELETE ON recording_policies TO deskline_app;
