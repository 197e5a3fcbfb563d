-- The foundation: tenants and what belongs to them, the directory, call records and call events.
--
-- Every table with a tenant_id is closed by protect_tenant_table(): row-level security enabled and FORCEd, one
-- policy. Keys and foreign keys are composite (tenant_id, id), so that a row can never point at another tenant's.
-- The runner sets search_path to the schema deskline and runs this as the owner role; the server itself works as
-- a member of deskline_app, which owns nothing.

-- Closes a table: rows are visible and writable only for the tenant of the transaction. `key` names the tenant's
-- column. On a reused connection the unset value is '', and a bare cast of '' to uuid raises: hence nullif.
CREATE FUNCTION protect_tenant_table(target regclass, key name DEFAULT 'tenant_id') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s USING (%I = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
    ' WITH CHECK (%I = nullif(current_setting(''app.tenant'', true), '''')::uuid)', target, key, key);
END
$$;
REVOKE ALL ON FUNCTION protect_tenant_table(regclass, name) FROM PUBLIC;

-- The tenant of the running transaction; raises when there is none.
CREATE FUNCTION current_tenant() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
BEGIN
  IF tenant IS NULL THEN
    RAISE EXCEPTION 'no tenant is set in this transaction' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN tenant;
END
$$;
REVOKE ALL ON FUNCTION current_tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_tenant() TO deskline_app;

-- Facts about this installation that are no secrets, such as the check value of the directory key.
CREATE TABLE installation (
  key text PRIMARY KEY,
  value text NOT NULL
);
GRANT SELECT, INSERT ON installation TO deskline_app;

CREATE TABLE tenants (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  disabled_at timestamptz
);
SELECT protect_tenant_table('tenants', 'id');
GRANT SELECT, INSERT, UPDATE ON tenants TO deskline_app;

-- The owner is bound by FORCE too; this lets list_tenants(), and nothing that the application's role can say, see all.
CREATE POLICY owner_lists ON tenants FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION list_tenants() RETURNS SETOF tenants
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS
$$ SELECT * FROM deskline.tenants ORDER BY id $$;
REVOKE ALL ON FUNCTION list_tenants() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_tenants() TO deskline_app;

CREATE TABLE pbxs (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  language text NOT NULL DEFAULT 'en' CHECK (length(language) BETWEEN 2 AND 35),
  country text NOT NULL DEFAULT 'DE' CHECK (country ~ '^[A-Z]{2}$'),
  time_zone text NOT NULL DEFAULT 'Europe/Berlin' CHECK (length(time_zone) BETWEEN 1 AND 64),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, slug)
);
SELECT protect_tenant_table('pbxs');
GRANT SELECT, INSERT, UPDATE, DELETE ON pbxs TO deskline_app;

CREATE TABLE sites (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  pbx_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  street text NOT NULL DEFAULT '',
  postal_code text NOT NULL DEFAULT '',
  city text NOT NULL DEFAULT '',
  country text NOT NULL DEFAULT 'DE' CHECK (country ~ '^[A-Z]{2}$'),
  area_code text NOT NULL DEFAULT '' CHECK (area_code ~ '^[0-9]{0,8}$'),
  trunk_prefix text NOT NULL DEFAULT '0' CHECK (trunk_prefix ~ '^[0-9]{0,4}$'),
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id)
);
CREATE UNIQUE INDEX sites_one_default ON sites (tenant_id) WHERE is_default;
SELECT protect_tenant_table('sites');
GRANT SELECT, INSERT, UPDATE, DELETE ON sites TO deskline_app;

CREATE TABLE users (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
  login_name text NOT NULL CHECK (length(login_name) BETWEEN 1 AND 100),
  role text NOT NULL CHECK (role IN ('user', 'agent', 'supervisor', 'admin', 'super_admin')),
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT false,
  password_changed_at timestamptz,
  password_history jsonb NOT NULL DEFAULT '[]',
  language text CHECK (length(language) BETWEEN 2 AND 35),
  site_id uuid,
  disabled_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id) ON DELETE SET NULL (site_id),
  UNIQUE (tenant_id, login_name)
);
CREATE UNIQUE INDEX users_email ON users (tenant_id, lower(email));
-- Names sort as people expect: plain C.UTF-8 puts Ärger after Zorn.
CREATE INDEX users_by_name ON users (tenant_id, display_name COLLATE "de-x-icu", id);
SELECT protect_tenant_table('users');
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO deskline_app;

CREATE TABLE extensions (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  pbx_id uuid NOT NULL,
  number text NOT NULL CHECK (number ~ '^[0-9]{1,15}$'),
  user_id uuid,
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 200),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (user_id),
  UNIQUE (tenant_id, pbx_id, number)
);
CREATE INDEX extensions_by_user ON extensions (tenant_id, user_id);
CREATE INDEX extensions_by_prefix ON extensions (tenant_id, number text_pattern_ops);
SELECT protect_tenant_table('extensions');
GRANT SELECT, INSERT, UPDATE, DELETE ON extensions TO deskline_app;

-- What can register: a browser or a phone. HA1 values (RFC 7616 §3.4.2, RFC 8760) are sealed before they come here.
CREATE TABLE devices (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 200),
  kind text NOT NULL CHECK (kind IN ('browser', 'phone')),
  sip_username text NOT NULL CHECK (length(sip_username) BETWEEN 1 AND 128),
  instance_id text CHECK (length(instance_id) <= 256),
  ha1_md5 bytea,
  ha1_sha256 bytea,
  ha1_sha512_256 bytea,
  allow_md5 boolean NOT NULL DEFAULT false,
  last_seen_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  UNIQUE (tenant_id, sip_username)
);
CREATE UNIQUE INDEX devices_instance ON devices (tenant_id, user_id, instance_id) WHERE instance_id IS NOT NULL;
SELECT protect_tenant_table('devices');
GRANT SELECT, INSERT, UPDATE, DELETE ON devices TO deskline_app;

CREATE TABLE phone_settings (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  user_id uuid NOT NULL,
  dnd boolean NOT NULL DEFAULT false,
  call_waiting boolean NOT NULL DEFAULT true,
  no_answer_seconds integer NOT NULL DEFAULT 25 CHECK (no_answer_seconds BETWEEN 5 AND 180),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('phone_settings');
GRANT SELECT, INSERT, UPDATE, DELETE ON phone_settings TO deskline_app;

-- Opaque sessions of the web app. Only a hash of the token is kept; it is found through the directory.
CREATE TABLE web_sessions (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  csrf_hash bytea CHECK (octet_length(csrf_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  user_agent text NOT NULL DEFAULT '' CHECK (length(user_agent) <= 512),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 64),
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  UNIQUE (tenant_id, token_hash)
);
CREATE INDEX web_sessions_by_user ON web_sessions (tenant_id, user_id, created_at DESC);
SELECT protect_tenant_table('web_sessions');
GRANT SELECT, INSERT, UPDATE, DELETE ON web_sessions TO deskline_app;

-- One row per call. Names and numbers are copied in, so that history still reads after a user is gone.
CREATE TABLE call_records (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  pbx_id uuid,
  caller_user_id uuid,
  caller_name text NOT NULL DEFAULT '' CHECK (length(caller_name) <= 200),
  caller_number text NOT NULL DEFAULT '' CHECK (length(caller_number) <= 256),
  callee_user_id uuid,
  callee_name text NOT NULL DEFAULT '' CHECK (length(callee_name) <= 200),
  callee_number text NOT NULL DEFAULT '' CHECK (length(callee_number) <= 256),
  dialled text NOT NULL DEFAULT '' CHECK (length(dialled) <= 256),
  started_at timestamptz NOT NULL,
  ringing_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  end_cause text CHECK (length(end_cause) <= 64),
  ended_by text CHECK (length(ended_by) <= 64),
  codec text CHECK (length(codec) <= 64),
  quality jsonb,
  node_id text NOT NULL DEFAULT '' CHECK (length(node_id) <= 128),
  seen_by_callee_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id) ON DELETE SET NULL (pbx_id),
  FOREIGN KEY (tenant_id, caller_user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (caller_user_id),
  FOREIGN KEY (tenant_id, callee_user_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (callee_user_id)
);
-- Keyset paging of a person's history, one index per side, and of the whole tenant's.
CREATE INDEX call_records_by_caller ON call_records (tenant_id, caller_user_id, started_at DESC, id DESC);
CREATE INDEX call_records_by_callee ON call_records (tenant_id, callee_user_id, started_at DESC, id DESC);
CREATE INDEX call_records_by_time ON call_records (tenant_id, started_at DESC, id DESC);
-- Calls in progress per node: what a restarted node has to close.
CREATE INDEX call_records_open ON call_records (tenant_id, node_id) WHERE ended_at IS NULL;
SELECT protect_tenant_table('call_records');
GRANT SELECT, INSERT, UPDATE, DELETE ON call_records TO deskline_app;

-- What happened in a call, numbered per call. No foreign key to call_records: events are kept and deleted by month,
-- and are written before the record of a call that never got one.
CREATE TABLE call_events (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  call_id uuid NOT NULL,
  seq integer NOT NULL CHECK (seq >= 0),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, call_id, seq, at)
) PARTITION BY RANGE (at);
SELECT protect_tenant_table('call_events');
GRANT SELECT, INSERT, DELETE ON call_events TO deskline_app;

CREATE TABLE call_events_default PARTITION OF call_events DEFAULT;
SELECT protect_tenant_table('call_events_default');

-- Makes the monthly partitions from the month of `first_at` for `months` months; returns how many were missing. Rows that
-- had to go to the default partition move over: FORCE is lifted for that inside this transaction, under an exclusive lock.
CREATE FUNCTION ensure_call_event_partitions(first_at timestamptz, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS $$
DECLARE
  first_month timestamp := date_trunc('month', first_at AT TIME ZONE 'UTC');
  lower_bound timestamptz;
  upper_bound timestamptz;
  partition text;
  made integer := 0;
BEGIN
  IF months NOT BETWEEN 1 AND 24 THEN
    RAISE EXCEPTION 'months must be 1 to 24, not %', months;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('deskline.call_events'));
  FOR i IN 0 .. months - 1 LOOP
    lower_bound := (first_month + make_interval(months => i)) AT TIME ZONE 'UTC';
    upper_bound := (first_month + make_interval(months => i + 1)) AT TIME ZONE 'UTC';
    partition := 'call_events_' || to_char(first_month + make_interval(months => i), 'YYYY_MM');
    CONTINUE WHEN to_regclass('deskline.' || partition) IS NOT NULL;
    EXECUTE format('CREATE TABLE deskline.%I (LIKE deskline.call_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
    EXECUTE 'LOCK TABLE deskline.call_events IN ACCESS EXCLUSIVE MODE';
    EXECUTE 'ALTER TABLE deskline.call_events_default NO FORCE ROW LEVEL SECURITY';
    EXECUTE format(
      'WITH moved AS (DELETE FROM deskline.call_events_default WHERE at >= %L AND at < %L RETURNING *)'
      ' INSERT INTO deskline.%I SELECT * FROM moved', lower_bound, upper_bound, partition);
    EXECUTE 'ALTER TABLE deskline.call_events_default FORCE ROW LEVEL SECURITY';
    EXECUTE format('ALTER TABLE deskline.call_events ATTACH PARTITION deskline.%I FOR VALUES FROM (%L) TO (%L)',
      partition, lower_bound, upper_bound);
    PERFORM deskline.protect_tenant_table(format('deskline.%I', partition)::regclass);
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;
REVOKE ALL ON FUNCTION ensure_call_event_partitions(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_call_event_partitions(timestamptz, integer) TO deskline_app;

-- The directory finds what must be found before the tenant is known: a session, an email at sign-in, a SIP user. Keys are
-- HMACs under a key that the database does not have. No grants: only the functions below touch it.
CREATE TABLE directory (
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 32),
  key_hash bytea NOT NULL CHECK (octet_length(key_hash) = 32),
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  PRIMARY KEY (kind, key_hash)
);
CREATE INDEX directory_by_object ON directory (tenant_id, id);

-- Answers exact keys only.
CREATE FUNCTION directory_lookup(wanted_kind text, wanted_hash bytea) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS
$$ SELECT d.tenant_id, d.id FROM deskline.directory d WHERE d.kind = wanted_kind AND d.key_hash = wanted_hash $$;

-- Writes for the tenant of the transaction; a key that another object holds raises unique_violation.
CREATE FUNCTION directory_put(new_kind text, new_hash bytea, new_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS $$
BEGIN
  INSERT INTO deskline.directory AS d (kind, key_hash, tenant_id, id)
  VALUES (new_kind, new_hash, deskline.current_tenant(), new_id)
  ON CONFLICT (kind, key_hash) DO UPDATE SET id = d.id
    WHERE d.tenant_id = excluded.tenant_id AND d.id = excluded.id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the directory key of kind % is taken', new_kind
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'directory_pkey', TABLE = 'directory';
  END IF;
END
$$;

-- Forgets a key of the tenant of the transaction; says whether there was one.
CREATE FUNCTION directory_delete(old_kind text, old_hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS $$
BEGIN
  DELETE FROM deskline.directory d
  WHERE d.kind = old_kind AND d.key_hash = old_hash AND d.tenant_id = deskline.current_tenant();
  RETURN FOUND;
END
$$;
REVOKE ALL ON FUNCTION directory_lookup(text, bytea), directory_put(text, bytea, uuid), directory_delete(text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_lookup(text, bytea), directory_put(text, bytea, uuid), directory_delete(text, bytea) TO deskline_app;

-- Failures of signing in, per keyed hash of an account or an address: not bound to a tenant, because most guesses name
-- none. No grants; times come from the caller's clock.
CREATE TABLE sign_in_throttles (
  key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
  failures integer NOT NULL,
  first_failure_at timestamptz NOT NULL,
  last_failure_at timestamptz NOT NULL,
  blocked_until timestamptz
);
CREATE INDEX sign_in_throttles_by_age ON sign_in_throttles (last_failure_at);

CREATE FUNCTION sign_in_throttle_get(wanted bytea[])
RETURNS TABLE (key_hash bytea, failures integer, first_failure_at timestamptz, last_failure_at timestamptz, blocked_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS $$
  SELECT t.key_hash, t.failures, t.first_failure_at, t.last_failure_at, t.blocked_until
  FROM deskline.sign_in_throttles t WHERE t.key_hash = ANY (wanted)
$$;

-- Counts one failure and answers how many there are in the running window; a quiet `forget_after` starts a new one.
CREATE FUNCTION sign_in_throttle_fail(failed bytea, failed_at timestamptz, forget_after interval) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS $$
  INSERT INTO deskline.sign_in_throttles AS t (key_hash, failures, first_failure_at, last_failure_at)
  VALUES (failed, 1, failed_at, failed_at)
  ON CONFLICT (key_hash) DO UPDATE SET
    failures = CASE WHEN t.last_failure_at < failed_at - forget_after THEN 1 ELSE t.failures + 1 END,
    first_failure_at = CASE WHEN t.last_failure_at < failed_at - forget_after THEN failed_at ELSE t.first_failure_at END,
    last_failure_at = greatest(t.last_failure_at, failed_at)
  RETURNING t.failures
$$;

CREATE FUNCTION sign_in_throttle_block(blocked bytea, until_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS
$$ UPDATE deskline.sign_in_throttles SET blocked_until = until_at WHERE key_hash = blocked $$;

CREATE FUNCTION sign_in_throttle_clear(cleared bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS
$$ DELETE FROM deskline.sign_in_throttles WHERE key_hash = cleared $$;

-- Forgets what has been quiet since `before_at`, so that the table stays small under a flood of made-up accounts.
CREATE FUNCTION sign_in_throttle_purge(before_at timestamptz) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, deskline, pg_temp AS $$
  WITH gone AS (DELETE FROM deskline.sign_in_throttles WHERE last_failure_at < before_at RETURNING 1)
  SELECT count(*)::integer FROM gone
$$;
REVOKE ALL ON FUNCTION sign_in_throttle_get(bytea[]), sign_in_throttle_fail(bytea, timestamptz, interval),
  sign_in_throttle_block(bytea, timestamptz), sign_in_throttle_clear(bytea), sign_in_throttle_purge(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sign_in_throttle_get(bytea[]), sign_in_throttle_fail(bytea, timestamptz, interval),
  sign_in_throttle_block(bytea, timestamptz), sign_in_throttle_clear(bytea), sign_in_throttle_purge(timestamptz) TO deskline_app;
