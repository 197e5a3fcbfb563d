-- Voicemail: boxes of people and of teams, greetings, messages. Audio lies sealed in the object store, classes 'greetings' and 'voicemail'.
CREATE TABLE voicemail_boxes (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  -- Whose box it is; none for a shared one, which has members.
  user_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  is_on boolean NOT NULL DEFAULT true,
  max_message_seconds integer NOT NULL DEFAULT 180 CHECK (max_message_seconds BETWEEN 10 AND 3600),
  max_messages integer NOT NULL DEFAULT 100 CHECK (max_messages BETWEEN 1 AND 10000),
  email_notice text NOT NULL DEFAULT 'none' CHECK (email_notice IN ('none', 'notice', 'with-audio')),
  greeting_id uuid,
  busy_greeting_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('voicemail_boxes');
GRANT SELECT, INSERT, UPDATE, DELETE ON voicemail_boxes TO deskline_app;

CREATE TABLE voicemail_members (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  box_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, box_id, user_id),
  FOREIGN KEY (tenant_id, box_id) REFERENCES voicemail_boxes (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('voicemail_members');
GRANT SELECT, INSERT, UPDATE, DELETE ON voicemail_members TO deskline_app;

CREATE TABLE voicemail_greetings (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  box_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (kind IN ('uploaded', 'recorded', 'spoken')),
  object_id text NOT NULL CHECK (length(object_id) BETWEEN 1 AND 100),
  duration_ms integer NOT NULL CHECK (duration_ms >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, box_id) REFERENCES voicemail_boxes (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('voicemail_greetings');
GRANT SELECT, INSERT, UPDATE, DELETE ON voicemail_greetings TO deskline_app;

-- 'recording': written right now by the server `node_id`; after its death the next start makes it 'cut'.
CREATE TABLE voicemail_messages (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  id uuid NOT NULL,
  box_id uuid NOT NULL,
  call_id uuid,
  caller_user_id uuid,
  caller_name text NOT NULL,
  caller_number text NOT NULL,
  received_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('recording', 'whole', 'cut')),
  object_id text NOT NULL CHECK (length(object_id) BETWEEN 1 AND 100),
  duration_ms integer NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
  node_id text NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, box_id) REFERENCES voicemail_boxes (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX voicemail_messages_box ON voicemail_messages (tenant_id, box_id, received_at DESC);
SELECT protect_tenant_table('voicemail_messages');
GRANT SELECT, INSERT, UPDATE, DELETE ON voicemail_messages TO deskline_app;

CREATE TABLE voicemail_heard (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  message_id uuid NOT NULL,
  user_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, message_id, user_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES voicemail_messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('voicemail_heard');
GRANT SELECT, INSERT, UPDATE, DELETE ON voicemail_heard TO deskline_app;
