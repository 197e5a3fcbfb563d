-- Places that callers keep in a queue: who asked to be called back, since when they wait, and what became of it (docs/adr/0090).
CREATE TABLE queue_callbacks (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  queue_id uuid NOT NULL,
  -- The call in which it was asked for has its own retention.
  call_id uuid NOT NULL,
  pbx_id uuid NOT NULL,
  user_id uuid NOT NULL,
  caller_name text NOT NULL CHECK (length(caller_name) <= 200),
  caller_number text NOT NULL CHECK (length(caller_number) <= 254),
  priority integer NOT NULL,
  skills jsonb NOT NULL DEFAULT '[]',
  presentation jsonb NOT NULL DEFAULT '{}',
  joined_at timestamptz NOT NULL,
  asked_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'offering', 'ringing', 'done', 'given-up')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz,
  agent_name text CHECK (length(agent_name) <= 200),
  ended_at timestamptz,
  end_reason text CHECK (length(end_reason) <= 40),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CHECK ((state IN ('done', 'given-up')) = (ended_at IS NOT NULL))
);
-- A caller keeps one place in a queue.
CREATE UNIQUE INDEX queue_callbacks_one ON queue_callbacks (tenant_id, queue_id, user_id) WHERE ended_at IS NULL;
CREATE INDEX queue_callbacks_ended ON queue_callbacks (tenant_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX queue_callbacks_user ON queue_callbacks (tenant_id, user_id);
SELECT protect_tenant_table('queue_callbacks');
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_callbacks TO deskline_app;
