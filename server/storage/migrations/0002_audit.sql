-- The audit log: who changed what, chained per tenant and signed.
--
-- The application's role may insert and read, never change or delete. Entries are written unchained inside the
-- transaction that they report; one chainer per tenant links them afterwards, in a table of its own.

CREATE TABLE audit_entries (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_user_id uuid,
  action text NOT NULL CHECK (length(action) BETWEEN 1 AND 100),
  subject_kind text NOT NULL CHECK (length(subject_kind) BETWEEN 1 AND 64),
  subject_id text CHECK (length(subject_id) BETWEEN 1 AND 128),
  -- Settings before and after; a personal value stands as {"hash": …}, its words in audit_people.
  before jsonb,
  after jsonb,
  -- Salted hash of the network address that asked.
  address_hash text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entries_by_time ON audit_entries (tenant_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_subject ON audit_entries (tenant_id, subject_kind, subject_id, at DESC);
SELECT protect_tenant_table('audit_entries');
GRANT SELECT, INSERT ON audit_entries TO deskline_app;

-- Which entries wait for the chainer. Losing a row here hides nothing: verification asks for a link of every entry.
CREATE TABLE audit_pending (
  tenant_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, entry_id),
  FOREIGN KEY (tenant_id, entry_id) REFERENCES audit_entries (tenant_id, id)
);
SELECT protect_tenant_table('audit_pending');
GRANT SELECT, INSERT, DELETE ON audit_pending TO deskline_app;

-- The chain: hash = SHA-256 over the previous hash, the number and the canonical form of the entry.
-- No foreign key to the entry: a link whose entry is gone is what verification is there to find.
CREATE TABLE audit_links (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  seq bigint NOT NULL CHECK (seq > 0),
  entry_id uuid NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (tenant_id, seq),
  UNIQUE (tenant_id, entry_id)
);
SELECT protect_tenant_table('audit_links');
GRANT SELECT, INSERT ON audit_links TO deskline_app;

-- Signed by a key outside the database: up to seq the chain had this hash. Also written to the data folder.
CREATE TABLE audit_checkpoints (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  seq bigint NOT NULL CHECK (seq > 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  signed_at timestamptz NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  PRIMARY KEY (tenant_id, seq)
);
SELECT protect_tenant_table('audit_checkpoints');
GRANT SELECT, INSERT ON audit_checkpoints TO deskline_app;

-- The words behind the hashes. Deleting rows here is erasure: the salt goes with the words, and the chain still verifies.
CREATE TABLE audit_people (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  entry_id uuid NOT NULL,
  -- Where in the entry the value stood: 'address', 'before.email', 'after.displayName'.
  place text NOT NULL CHECK (length(place) BETWEEN 1 AND 128),
  -- Whom the value is about, when that is a user; no foreign key, so that it outlives the user's row.
  user_id uuid,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  value text NOT NULL CHECK (length(value) <= 1000),
  PRIMARY KEY (tenant_id, entry_id, place)
);
CREATE INDEX audit_people_by_user ON audit_people (tenant_id, user_id);
SELECT protect_tenant_table('audit_people');
GRANT SELECT, INSERT, DELETE ON audit_people TO deskline_app;
