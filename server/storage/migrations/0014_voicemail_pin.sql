-- Access to a person's voicemail by phone: the hash of a PIN, and how often it was guessed wrongly in a row.
ALTER TABLE voicemail_boxes
  ADD COLUMN pin_hash text CHECK (length(pin_hash) BETWEEN 1 AND 200),
  ADD COLUMN pin_failures integer NOT NULL DEFAULT 0 CHECK (pin_failures >= 0),
  ADD COLUMN pin_blocked_until timestamptz;
