-- Browsers that are told while no page is open (Web Push, RFC 8030). `target` is sealed: whoever has it can send to that browser.
CREATE TABLE push_subscriptions (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- The web session that was last there; no foreign key, because ended sessions are forgotten earlier.
  session_id uuid NOT NULL,
  endpoint_hash bytea NOT NULL CHECK (octet_length(endpoint_hash) = 32),
  target bytea NOT NULL,
  user_agent text NOT NULL DEFAULT '' CHECK (length(user_agent) <= 500),
  language text NOT NULL CHECK (language IN ('en', 'de')),
  kinds text[] NOT NULL,
  created_at timestamptz NOT NULL,
  renewed_at timestamptz NOT NULL,
  last_ok_at timestamptz,
  failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, endpoint_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX push_subscriptions_user ON push_subscriptions (tenant_id, user_id);
CREATE INDEX push_subscriptions_session ON push_subscriptions (tenant_id, session_id);
SELECT protect_tenant_table('push_subscriptions');
GRANT SELECT, INSERT, UPDATE, DELETE ON push_subscriptions TO deskline_app;

-- What is to be told, each once: the unique key is what keeps a repeated one from going out again. `content` (whom, what) is sealed, and
-- removed when the notice is settled.
CREATE TABLE notices (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  once_key text NOT NULL CHECK (length(once_key) BETWEEN 1 AND 200),
  channel text NOT NULL CHECK (length(channel) BETWEEN 1 AND 40),
  whom_hash bytea NOT NULL CHECK (octet_length(whom_hash) = 32),
  content bytea,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, once_key, channel, whom_hash)
);
CREATE INDEX notices_due ON notices (tenant_id, due_at) WHERE state = 'due';
SELECT protect_tenant_table('notices');
GRANT SELECT, INSERT, UPDATE, DELETE ON notices TO deskline_app;
