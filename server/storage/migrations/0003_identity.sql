-- What identity keeps beside the foundation: optimistic locks of PBXs and sites, the PBX that a device's digest realm
-- names, and the text that a search looks through.
ALTER TABLE pbxs ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE sites ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE devices ADD COLUMN pbx_id uuid;
ALTER TABLE devices ADD FOREIGN KEY (tenant_id, pbx_id) REFERENCES pbxs (tenant_id, id);

-- Name, email and login name without case and marks ("Jürgen" is found by "jurgen"); written by the server, because
-- unaccent is an extension that an external database may not have.
ALTER TABLE users ADD COLUMN search_text text NOT NULL DEFAULT '';
UPDATE users SET search_text = lower(display_name || ' ' || email || ' ' || login_name);
