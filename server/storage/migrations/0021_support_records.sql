-- A recording grows while it is made: what it begins with lies in support_artefacts, what follows here, numbered from 1.
CREATE TABLE support_artefact_parts (
  tenant_id uuid NOT NULL,
  artefact_id uuid NOT NULL,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 20000),
  object_id uuid NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  PRIMARY KEY (tenant_id, artefact_id, number),
  FOREIGN KEY (tenant_id, artefact_id) REFERENCES support_artefacts (tenant_id, id) ON DELETE RESTRICT
);
SELECT protect_tenant_table('support_artefact_parts');
GRANT SELECT, INSERT, DELETE ON support_artefact_parts TO deskline_app;

-- Notes are changed while a session goes on, by several experts: they have a version of their own. 0: none yet.
ALTER TABLE support_sessions
  ADD COLUMN notes_version integer NOT NULL DEFAULT 0 CHECK (notes_version >= 0),
  ADD COLUMN notes_at timestamptz,
  ADD COLUMN notes_by_name text CHECK (length(notes_by_name) <= 200);
