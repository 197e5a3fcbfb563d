-- Sealed recordings: the key of an object may be sealed to a tenant's recording key instead of being closed by a class key. Then
-- nothing here, in the keystore or in the object store opens it.
ALTER TABLE stored_objects
  ALTER COLUMN key_version DROP NOT NULL,
  ALTER COLUMN wrapped_key DROP NOT NULL,
  ADD COLUMN sealed_to integer CHECK (sealed_to > 0),
  ADD COLUMN sealed_key bytea CHECK (length(sealed_key) = 80),
  ADD CONSTRAINT stored_objects_one_key CHECK (
    (key_version IS NULL) = (wrapped_key IS NULL)
    AND (sealed_to IS NULL) = (sealed_key IS NULL)
    AND (wrapped_key IS NULL) <> (sealed_key IS NULL)
  );

-- What is written on a sealed recording is sealed too, by the browser in which it was written.
ALTER TABLE recordings
  ADD COLUMN sealed_to integer CHECK (sealed_to > 0),
  ADD COLUMN sealed_notes bytea CHECK (length(sealed_notes) BETWEEN 48 AND 60000),
  ADD COLUMN sealed_notes_to integer CHECK (sealed_notes_to > 0),
  ADD CONSTRAINT recordings_sealed_notes CHECK ((sealed_notes IS NULL) = (sealed_notes_to IS NULL)),
  ADD CONSTRAINT recordings_notes_one_way CHECK (sealed_to IS NULL OR (notes = '' AND tags = '{}'));

-- The tenant's keys: public halves, signatures, and blobs that only approved browsers and the recovery code open.
CREATE TABLE recording_sealing (
  tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
  is_on boolean NOT NULL,
  root_public_key bytea NOT NULL CHECK (length(root_public_key) = 32),
  recovery_pin bytea NOT NULL CHECK (length(recovery_pin) = 60),
  -- Of the key rings; grows with every browser that is removed.
  version integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
SELECT protect_tenant_table('recording_sealing');
GRANT SELECT, INSERT, UPDATE ON recording_sealing TO deskline_app;

CREATE TABLE recording_keys (
  tenant_id uuid NOT NULL REFERENCES recording_sealing (tenant_id),
  version integer NOT NULL CHECK (version > 0),
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  signature bytea NOT NULL CHECK (length(signature) = 64),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, version)
);
SELECT protect_tenant_table('recording_keys');
GRANT SELECT, INSERT ON recording_keys TO deskline_app;

-- A browser waits until the root has signed its key; then it has a ring.
CREATE TABLE sealing_browsers (
  tenant_id uuid NOT NULL REFERENCES recording_sealing (tenant_id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('browser', 'recovery')),
  -- No foreign key: a browser of somebody who is gone stays listed until it is removed, because it still knows the keys.
  user_id uuid,
  name text NOT NULL CHECK (length(name) <= 80),
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  is_manager boolean NOT NULL DEFAULT false,
  certificate bytea CHECK (length(certificate) = 64),
  ring bytea CHECK (length(ring) BETWEEN 64 AND 18000),
  ring_signature bytea CHECK (length(ring_signature) = 64),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CHECK ((certificate IS NULL) = (ring IS NULL) AND (certificate IS NULL) = (ring_signature IS NULL)),
  CHECK ((kind = 'recovery') = (user_id IS NULL))
);
CREATE INDEX sealing_browsers_of ON sealing_browsers (tenant_id, user_id);
SELECT protect_tenant_table('sealing_browsers');
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing_browsers TO deskline_app;
