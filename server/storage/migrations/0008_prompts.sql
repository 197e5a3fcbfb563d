-- Prompts: audio that plans, queues and boxes play. The audio itself lies sealed in the object store, class 'prompts'.
CREATE TABLE prompts (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (kind IN ('uploaded', 'recorded', 'spoken')),
  language text CHECK (language IN ('en', 'de')),
  -- What is read aloud, and how: speechSchema of protocol/media/prompts.ts.
  speech jsonb CHECK ((speech IS NULL) = (kind <> 'spoken')),
  object_id text NOT NULL CHECK (length(object_id) BETWEEN 1 AND 100),
  duration_ms integer NOT NULL CHECK (duration_ms BETWEEN 0 AND 3600000),
  loudness_lufs real NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (created_by),
  FOREIGN KEY (tenant_id, updated_by) REFERENCES users (tenant_id, id) ON DELETE SET NULL (updated_by)
);
CREATE UNIQUE INDEX prompts_name ON prompts (tenant_id, lower(name));
SELECT protect_tenant_table('prompts');
GRANT SELECT, INSERT, UPDATE, DELETE ON prompts TO deskline_app;
