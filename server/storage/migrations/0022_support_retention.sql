-- What is kept of a support session is closed by a key of its own, which lies outside the database and ends with the session's content.
ALTER TABLE stored_objects ADD COLUMN shred_id uuid;
CREATE INDEX stored_objects_of_matter ON stored_objects (tenant_id, shred_id) WHERE shred_id IS NOT NULL;

ALTER TABLE support_sessions
  -- From here on nothing of it is given out or taken in; what is left is being deleted.
  ADD COLUMN vanishing_at timestamptz,
  ADD COLUMN vanished_at timestamptz,
  -- The customer's name, closed by the session's key. The column in the clear is that of older sessions.
  ADD COLUMN sealed_customer_name bytea CHECK (length(sealed_customer_name) <= 1024),
  -- Notes that a browser sealed, closed once more; `sealed_notes` is that of older sessions.
  ADD COLUMN closed_notes bytea CHECK (length(closed_notes) <= 50100),
  ADD CONSTRAINT support_sessions_vanish CHECK (vanished_at IS NULL OR (vanishing_at IS NOT NULL AND ended_at IS NOT NULL));
CREATE INDEX support_sessions_to_vanish ON support_sessions (tenant_id, ended_at) WHERE vanished_at IS NULL AND ended_at IS NOT NULL;

ALTER TABLE support_seats
  -- A customer's; then `name` is a dash.
  ADD COLUMN sealed_name bytea CHECK (length(sealed_name) <= 1024);

ALTER TABLE support_log
  -- Whether the ciphertext is closed once more, by the session's key.
  ADD COLUMN is_sealed boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT support_log_body_check,
  ADD CONSTRAINT support_log_body_check CHECK (octet_length(body) <= 65600);

-- How long content of screen sessions is kept. Seeit's time is not a setting.
CREATE TABLE support_retention (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
  -- Null: until 90 days after the tenant's end.
  screen_days integer CHECK (screen_days BETWEEN 1 AND 3650),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
SELECT protect_tenant_table('support_retention');
GRANT SELECT, INSERT, UPDATE, DELETE ON support_retention TO deskline_app;

-- A hold on a session: while it is there nothing of it is deleted. Its end takes two people.
CREATE TABLE support_holds (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 500),
  held_by uuid NOT NULL,
  held_by_name text NOT NULL CHECK (length(held_by_name) <= 200),
  held_at timestamptz NOT NULL,
  release_asked_by uuid,
  release_asked_by_name text CHECK (length(release_asked_by_name) <= 200),
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES support_sessions (tenant_id, id) ON DELETE RESTRICT,
  CHECK ((release_asked_by IS NULL) = (release_asked_by_name IS NULL))
);
SELECT protect_tenant_table('support_holds');
GRANT SELECT, INSERT, UPDATE, DELETE ON support_holds TO deskline_app;

-- What was deleted, when and by which rule: kinds, counts and hashes, never content. Written before the first byte goes, completed after
-- the last. No foreign key: it outlives its session.
CREATE TABLE support_deletion_receipts (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('screen', 'camera')),
  rule text NOT NULL CHECK (rule IN ('camera-72-hours', 'tenant-setting', 'tenant-ended')),
  session_ended_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  begun_at timestamptz NOT NULL,
  completed_at timestamptz,
  counts jsonb NOT NULL,
  items jsonb NOT NULL,
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, session_id)
);
CREATE INDEX support_deletion_receipts_by_time ON support_deletion_receipts (tenant_id, begun_at DESC);
SELECT protect_tenant_table('support_deletion_receipts');
GRANT SELECT, INSERT, UPDATE (completed_at) ON support_deletion_receipts TO deskline_app;

-- With a tenant's end.
GRANT DELETE ON support_replies TO deskline_app;
