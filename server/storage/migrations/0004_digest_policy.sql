-- Which digest algorithms a PBX asks its phones for (RFC 8760). 'md5' is for phones that look at the first challenge only.
ALTER TABLE pbxs ADD COLUMN digest_policy text NOT NULL DEFAULT 'sha-256'
  CHECK (digest_policy IN ('sha-256', 'sha-256-and-md5', 'md5'));
