-- Remote support. What people say and show passes here sealed; these tables hold who met when, and ciphertext.
ALTER TABLE stored_objects
  DROP CONSTRAINT stored_objects_retention_class_check,
  ADD CONSTRAINT stored_objects_retention_class_check
    CHECK (retention_class IN ('prompts', 'greetings', 'voicemail', 'recordings', 'support'));

CREATE TABLE support_sessions (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('screen', 'camera')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'active', 'done')),
  -- No foreign key: reports still name whoever is gone.
  owner_id uuid NOT NULL,
  owner_name text NOT NULL CHECK (length(owner_name) <= 200),
  customer_name text NOT NULL DEFAULT '' CHECK (length(customer_name) <= 80),
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  -- Since when nobody is connected; null while somebody is.
  empty_since timestamptz,
  ended_at timestamptz,
  end_reason text CHECK (length(end_reason) <= 40),
  capabilities text[] NOT NULL DEFAULT '{}',
  outcome text CHECK (outcome IN ('solved', 'unsolved', 'follow-up', 'not-reached')),
  rating smallint CHECK (rating BETWEEN 1 AND 5),
  -- When its log, tokens and invites were deleted.
  purged_at timestamptz,
  -- Sealed by a browser; the server has no key.
  sealed_notes bytea CHECK (length(sealed_notes) <= 50000),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'done') = (ended_at IS NOT NULL))
);
CREATE INDEX support_sessions_open ON support_sessions (tenant_id, state) WHERE state <> 'done';
CREATE INDEX support_sessions_by_time ON support_sessions (tenant_id, created_at DESC);
SELECT protect_tenant_table('support_sessions');
GRANT SELECT, INSERT, UPDATE, DELETE ON support_sessions TO deskline_app;

-- One person's place in a session. Its token comes back to it; only a hash is kept, found through the directory.
CREATE TABLE support_seats (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('customer', 'expert')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  user_id uuid,
  invite_id uuid,
  state text NOT NULL CHECK (state IN ('waiting', 'admitted', 'left', 'removed')),
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES support_sessions (tenant_id, id) ON DELETE CASCADE,
  CHECK ((role = 'expert') = (user_id IS NOT NULL))
);
CREATE INDEX support_seats_of ON support_seats (tenant_id, session_id, created_at);
CREATE INDEX support_seats_by_user ON support_seats (tenant_id, user_id) WHERE user_id IS NOT NULL;
SELECT protect_tenant_table('support_seats');
GRANT SELECT, INSERT, UPDATE, DELETE ON support_seats TO deskline_app;

-- A link or code that admits one seat. The secret halves never come here.
CREATE TABLE support_invites (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('customer', 'expert')),
  routing_hash bytea NOT NULL CHECK (octet_length(routing_hash) = 32),
  nameplate text NOT NULL CHECK (nameplate ~ '^[0-9]{6}$'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  -- The spoken code serves no more; the link still does.
  burnt_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES support_sessions (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX support_invites_of ON support_invites (tenant_id, session_id);
CREATE INDEX support_invites_by_age ON support_invites (tenant_id, expires_at);
SELECT protect_tenant_table('support_invites');
GRANT SELECT, INSERT, UPDATE, DELETE ON support_invites TO deskline_app;

-- The numbered log of a session: ciphertext only. A seat's own number is kept once, whatever is sent again.
CREATE TABLE support_log (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  seat_id uuid NOT NULL,
  client_number bigint NOT NULL,
  at timestamptz NOT NULL,
  body bytea NOT NULL CHECK (octet_length(body) <= 65536),
  PRIMARY KEY (tenant_id, session_id, number),
  UNIQUE (tenant_id, session_id, seat_id, client_number),
  FOREIGN KEY (tenant_id, session_id) REFERENCES support_sessions (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('support_log');
GRANT SELECT, INSERT, DELETE ON support_log TO deskline_app;

-- Sealed files of a session: recordings, receipts, transcripts, stills. Bytes lie in the object store.
CREATE TABLE support_artefacts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('recording', 'receipt', 'transcript', 'still')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  object_id uuid NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  created_by_name text NOT NULL CHECK (length(created_by_name) <= 200),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES support_sessions (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX support_artefacts_of ON support_artefacts (tenant_id, session_id, created_at);
SELECT protect_tenant_table('support_artefacts');
GRANT SELECT, INSERT, DELETE ON support_artefacts TO deskline_app;

-- Texts that experts put into the chat with a key. One list per tenant.
CREATE TABLE support_replies (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
  items jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
SELECT protect_tenant_table('support_replies');
GRANT SELECT, INSERT, UPDATE ON support_replies TO deskline_app;
