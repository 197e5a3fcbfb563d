-- Boxes choose what callers hear: by the tenant's schedules, and for a while another greeting instead of all.
ALTER TABLE voicemail_boxes
  ADD COLUMN greeting_schedule_id uuid,
  ADD COLUMN temporary_greeting_id uuid,
  ADD COLUMN temporary_until timestamptz,
  ADD CONSTRAINT voicemail_boxes_schedule FOREIGN KEY (tenant_id, greeting_schedule_id) REFERENCES schedules (tenant_id, id)
    ON DELETE SET NULL (greeting_schedule_id),
  ADD CONSTRAINT voicemail_boxes_temporary CHECK ((temporary_greeting_id IS NULL) = (temporary_until IS NULL));

-- Which greeting plays in a period of the schedule, or on a holiday (an exception of it, by name). A deleted greeting takes its rules along.
CREATE TABLE voicemail_greeting_rules (
  tenant_id uuid NOT NULL REFERENCES tenants (id),
  box_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('period', 'holiday')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  greeting_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, box_id, kind, name),
  FOREIGN KEY (tenant_id, box_id) REFERENCES voicemail_boxes (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, greeting_id) REFERENCES voicemail_greetings (tenant_id, id) ON DELETE CASCADE
);
SELECT protect_tenant_table('voicemail_greeting_rules');
GRANT SELECT, INSERT, UPDATE, DELETE ON voicemail_greeting_rules TO deskline_app;
