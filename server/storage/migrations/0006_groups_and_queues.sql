-- Ring groups and queues, their members, and what agents wished for: all of it outlives a restart.

CREATE TABLE ring_groups (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  strategy text NOT NULL CHECK (strategy IN ('all', 'in-order', 'by-weight')),
  ring_seconds integer NOT NULL CHECK (ring_seconds BETWEEN 5 AND 120),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX ring_groups_name ON ring_groups (tenant_id, lower(name));
SELECT protect_tenant_table('ring_groups');
GRANT SELECT, INSERT, UPDATE, DELETE ON ring_groups TO deskline_app;

CREATE TABLE ring_group_members (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  group_id uuid NOT NULL,
  user_id uuid NOT NULL,
  position integer NOT NULL,
  weight integer NOT NULL CHECK (weight BETWEEN 1 AND 100),
  PRIMARY KEY (tenant_id, group_id, user_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES ring_groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('ring_group_members');
GRANT SELECT, INSERT, UPDATE, DELETE ON ring_group_members TO deskline_app;

-- The settings are read and written whole; their shape is queueFieldsSchema without name and members.
CREATE TABLE queues (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  settings jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX queues_name ON queues (tenant_id, lower(name));
SELECT protect_tenant_table('queues');
GRANT SELECT, INSERT, UPDATE, DELETE ON queues TO deskline_app;

CREATE TABLE queue_members (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  queue_id uuid NOT NULL,
  user_id uuid NOT NULL,
  position integer NOT NULL,
  skills jsonb NOT NULL DEFAULT '{}',
  is_signed_in boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, queue_id, user_id),
  FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('queue_members');
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_members TO deskline_app;

CREATE TABLE queue_agents (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  user_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'paused')),
  pause_reason text CHECK (length(pause_reason) <= 40),
  since timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('queue_agents');
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_agents TO deskline_app;
