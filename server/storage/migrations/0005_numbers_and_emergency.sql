-- Numbers of the outside world, and emergency calls.

-- The tenant's inventory of E.164 numbers. Unique in the installation by the directory (kind 'number').
CREATE TABLE numbers (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  e164 text NOT NULL CHECK (e164 ~ '^\+[1-9][0-9]{3,14}$'),
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 200),
  pbx_id uuid NOT NULL,
  site_id uuid,
  -- Whom it rings; a deleted person leaves it ringing nobody. What leads into dial plans stands in plan_attachments.
  user_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id),
  FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id) ON DELETE SET NULL (site_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (user_id),
  UNIQUE (tenant_id, e164)
);
CREATE INDEX numbers_by_user ON numbers (tenant_id, user_id);
SELECT protect_tenant_table('numbers');
GRANT SELECT, INSERT, UPDATE, DELETE ON numbers TO deskline_app;

-- Addresses and networks (CIDR) from which somebody is surely at this site; elsewhere an emergency call asks.
ALTER TABLE sites ADD COLUMN networks text[] NOT NULL DEFAULT '{}' CHECK (cardinality(networks) <= 64);

-- Who dialled an emergency number, from where, and which admin took care of it. Names and address are copied in: an alert
-- says what was true then.
CREATE TABLE emergency_alerts (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  pbx_id uuid,
  user_id uuid,
  caller_name text NOT NULL CHECK (length(caller_name) <= 200),
  caller_number text NOT NULL CHECK (length(caller_number) <= 256),
  dialled text NOT NULL CHECK (length(dialled) <= 256),
  site_id uuid,
  site_name text NOT NULL DEFAULT '' CHECK (length(site_name) <= 200),
  site_address text NOT NULL DEFAULT '' CHECK (length(site_address) <= 1000),
  -- The person said that they are there, or the network is known to be there.
  is_place_sure boolean NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text CHECK (length(acknowledged_by_name) <= 200),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id) ON DELETE SET NULL (pbx_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (user_id),
  FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id) ON DELETE SET NULL (site_id),
  FOREIGN KEY (tenant_id, acknowledged_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (acknowledged_by)
);
CREATE INDEX emergency_alerts_by_time ON emergency_alerts (tenant_id, at DESC, id DESC);
CREATE INDEX emergency_alerts_open ON emergency_alerts (tenant_id, at) WHERE acknowledged_at IS NULL;
SELECT protect_tenant_table('emergency_alerts');
GRANT SELECT, INSERT, UPDATE ON emergency_alerts TO deskline_app;

-- The audit page filters by action and by who did it.
CREATE INDEX audit_entries_by_action ON audit_entries (tenant_id, action, at DESC, id DESC);
CREATE INDEX audit_entries_by_actor ON audit_entries (tenant_id, actor_user_id, at DESC, id DESC);
