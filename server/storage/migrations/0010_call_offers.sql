-- Calls that go through a dial plan: the party that was dialled when somebody else answered, and the caller's way.
ALTER TABLE call_records
  ADD COLUMN via_name text NOT NULL DEFAULT '' CHECK (length(via_name) <= 200),
  ADD COLUMN via_number text NOT NULL DEFAULT '' CHECK (length(via_number) <= 256),
  ADD COLUMN plan_path jsonb;

-- A person who was rung by a plan, a group or a queue: what they missed, and who took it instead.
CREATE TABLE call_offers (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Of the call: history pages by it.
  call_started_at timestamptz NOT NULL,
  offered_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (length(outcome) <= 64),
  because_kind text NOT NULL CHECK (length(because_kind) <= 64),
  because_name text NOT NULL DEFAULT '' CHECK (length(because_name) <= 200),
  -- A person took the call: this one, or another.
  is_answered boolean NOT NULL DEFAULT false,
  seen_at timestamptz,
  PRIMARY KEY (tenant_id, call_id, user_id),
  FOREIGN KEY (tenant_id, call_id) REFERENCES call_records (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX call_offers_by_user ON call_offers (tenant_id, user_id, call_started_at DESC, call_id DESC);
SELECT protect_tenant_table('call_offers');
GRANT SELECT, INSERT, UPDATE, DELETE ON call_offers TO deskline_app;
