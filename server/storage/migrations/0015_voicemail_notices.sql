-- Whether the people of a box were told of a message by mail: 'due' until a mail server took it. None where the box wants no mail.
ALTER TABLE voicemail_messages ADD COLUMN notice text CHECK (notice IN ('due', 'sent', 'failed'));
CREATE INDEX voicemail_messages_notice ON voicemail_messages (tenant_id, node_id) WHERE notice = 'due';
