-- Browsers that the tenant removed: support sessions that were running then, and pages that come back to them, are told.
CREATE TABLE sealing_browsers_removed (
  tenant_id uuid NOT NULL REFERENCES recording_sealing (tenant_id),
  id uuid NOT NULL,
  removed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX sealing_browsers_removed_at ON sealing_browsers_removed (tenant_id, removed_at);
SELECT protect_tenant_table('sealing_browsers_removed');
GRANT SELECT, INSERT ON sealing_browsers_removed TO deskline_app;
