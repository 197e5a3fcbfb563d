-- A tenant's end (docs/adr/0185). It can be taken back until the first of its content is being deleted.
ALTER TABLE tenants RENAME COLUMN disabled_at TO ended_at;
ALTER TABLE tenants
  ADD COLUMN deletion_begun_at timestamptz,
  ADD CONSTRAINT tenants_end CHECK (deletion_begun_at IS NULL OR ended_at IS NOT NULL);

-- With a tenant's end.
GRANT DELETE ON emergency_alerts TO deskline_app;
