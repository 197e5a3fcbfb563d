-- What is known of content that lies encrypted in the object store. The key of an object is closed by a class key, which is
-- not in the database: a copy of this table opens nothing.
CREATE TABLE stored_objects (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  retention_class text NOT NULL CHECK (retention_class IN ('prompts', 'greetings', 'voicemail', 'recordings')),
  content_type text NOT NULL CHECK (length(content_type) BETWEEN 3 AND 100),
  key_version integer NOT NULL CHECK (key_version > 0),
  wrapped_key bytea NOT NULL CHECK (length(wrapped_key) BETWEEN 32 AND 1024),
  created_at timestamptz NOT NULL DEFAULT now(),
  bytes bigint CHECK (bytes >= 0),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'whole', 'cut')),
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'open') = (bytes IS NULL))
);
-- Key rotation looks for what the older versions closed.
CREATE INDEX ON stored_objects (tenant_id, retention_class, key_version);
SELECT protect_tenant_table('stored_objects');
GRANT SELECT, INSERT, UPDATE, DELETE ON stored_objects TO deskline_app;
