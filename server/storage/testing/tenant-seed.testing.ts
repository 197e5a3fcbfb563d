import { newId } from '../../platform/ids.ts';

/** One INSERT per tenant table; `$1` is the tenant, the rest are ids of this seed. Parents come first. */
export interface SeedStatement {
  readonly table: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const bytes = (length: number): Buffer => Buffer.alloc(length, 7);

/**
 * One row in every tenant table, for suites that ask every table something. A table that is missing here makes the
 * cross-tenant suite fail: add its row together with the table.
 */
export function tenantSeed(tenantId: string, slug: string): SeedStatement[] {
  const [pbx, site, user, call, entry, plan] = [newId(), newId(), newId(), newId(), newId(), newId()];
  const [box, message, greeting] = [newId(), newId(), newId()];
  const [group, queue] = [newId(), newId()];
  const row = (table: string, columns: string, values: readonly unknown[]): SeedStatement => {
    const places = ['$1', ...values.map((_value, index) => `$${index + 2}`)].join(', ');
    return {
      table,
      text: `insert into deskline.${table} (${table === 'tenants' ? 'id' : 'tenant_id'}, ${columns}) values (${places})`,
      values: [tenantId, ...values],
    };
  };
  const recording = newId();
  const [support, artefact] = [newId(), newId()];
  return [
    row('tenants', 'slug, name', [slug, slug]),
    row('pbxs', 'id, slug, name', [pbx, 'main', 'Main']),
    row('sites', 'id, pbx_id, name, is_default', [site, pbx, 'Berlin', true]),
    row('users', 'id, email, display_name, login_name, role, site_id', [user, `Alice@${slug}.test`, 'Alice Ärger', 'alice', 'user', site]),
    row('extensions', 'id, pbx_id, number, user_id', [newId(), pbx, '100', user]),
    row('numbers', 'id, e164, pbx_id, user_id', [newId(), `+4930${String(parseInt(tenantId.slice(-7), 16))}`, pbx, user]),
    row('devices', 'id, user_id, kind, sip_username, instance_id', [newId(), user, 'browser', 'alice-1', 'urn:uuid:1']),
    row('phone_settings', 'user_id', [user]),
    row('web_sessions', 'id, user_id, token_hash, expires_at', [newId(), user, bytes(32), new Date()]),
    row('call_records', 'id, pbx_id, caller_user_id, started_at', [call, pbx, user, new Date()]),
    row('call_offers', 'call_id, user_id, call_started_at, offered_at, outcome, because_kind', [
      call,
      user,
      new Date(),
      new Date(),
      'no-answer',
      'queue',
    ]),
    row('call_events', 'call_id, seq, at, kind', [call, 0, new Date(), 'started']),
    row('plans', 'id, name, draft', [plan, 'Main line', '{}']),
    row('plan_versions', 'plan_id, number, plan', [plan, 1, '{}']),
    row('plan_tests', 'plan_id, tests', [plan, '[]']),
    row('schedules', 'id, name, definition', [newId(), 'Office', '{}']),
    row('plan_pins', 'id, name, hash', [newId(), 'Door', '$argon2id$']),
    row('plan_attachments', 'pbx_id, kind, value, plan_id, entry_id', [pbx, 'extension', '200', plan, 'entry']),
    row('plan_http_hosts', 'host', ['crm.example']),
    row('plan_runs', 'call_id, plan_id, version, node_id, started_at', [call, plan, 1, 'node-1', new Date()]),
    row('ring_groups', 'id, name, strategy, ring_seconds', [group, 'Support', 'all', 20]),
    row('ring_group_members', 'group_id, user_id, position, weight', [group, user, 0, 1]),
    row('queues', 'id, name, settings', [queue, 'Service', '{}']),
    row('queue_members', 'queue_id, user_id, position', [queue, user, 0]),
    row('queue_agents', 'user_id, state, since', [user, 'ready', new Date()]),
    row(
      'queue_callbacks',
      'id, queue_id, call_id, pbx_id, user_id, caller_name, caller_number, priority, skills, presentation, joined_at, asked_at, state',
      [newId(), queue, call, pbx, user, 'Alice', '100', 0, '[]', '{}', new Date(), new Date(), 'waiting'],
    ),
    row('voicemail_boxes', 'id, user_id, name', [box, user, 'Alice']),
    row('voicemail_members', 'box_id, user_id', [box, user]),
    row('voicemail_greetings', 'id, box_id, name, kind, object_id, duration_ms', [greeting, box, 'Away', 'recorded', 'object-2', 1_000]),
    row('voicemail_greeting_rules', 'box_id, kind, name, greeting_id', [box, 'period', 'closed', greeting]),
    row('voicemail_messages', 'id, box_id, caller_name, caller_number, received_at, state, object_id, node_id', [
      message,
      box,
      'Bob',
      '101',
      new Date(),
      'whole',
      'object-3',
      'node',
    ]),
    row('voicemail_heard', 'message_id, user_id, at', [message, user, new Date()]),
    row('prompts', 'id, name, kind, object_id, duration_ms, loudness_lufs', [newId(), 'Welcome', 'uploaded', 'object-1', 1_000, -19]),
    row('emergency_alerts', 'id, at, user_id, caller_name, caller_number, dialled, is_place_sure', [
      newId(),
      new Date(),
      user,
      'Alice',
      '100',
      '112',
      true,
    ]),
    row('audit_entries', 'id, at, action, subject_kind', [entry, new Date(), 'tenant.created', 'tenant']),
    row('audit_pending', 'entry_id', [entry]),
    row('audit_links', 'seq, entry_id, hash', [1, entry, bytes(32)]),
    row('audit_checkpoints', 'seq, hash, signed_at, key_id, signature', [1, bytes(32), new Date(), 'key', bytes(64)]),
    row('audit_people', 'entry_id, place, salt, value', [entry, 'address', bytes(32), '127.0.0.1']),
    row('stored_objects', 'id, retention_class, content_type, key_version, wrapped_key', [newId(), 'prompts', 'audio/ogg', 1, bytes(61)]),
    row('recordings', 'id, call_id, started_at, reason, caller_name, caller_number, callee_name, callee_number', [
      recording,
      call,
      new Date(),
      'on-demand',
      'Alice',
      '100',
      'Bob',
      '101',
    ]),
    row('recording_tracks', 'recording_id, side, object_id', [recording, 'caller', newId()]),
    row('recording_access', 'id, recording_id, user_id, purpose, at', [newId(), recording, user, 'listen', new Date()]),
    row('push_subscriptions', 'id, user_id, session_id, endpoint_hash, target, language, kinds, created_at, renewed_at', [
      newId(),
      user,
      newId(),
      bytes(32),
      bytes(60),
      'en',
      ['voicemail'],
      new Date(),
      new Date(),
    ]),
    row('notices', 'id, once_key, channel, whom_hash, content, due_at, created_at', [
      newId(),
      'call/1.1',
      'push',
      bytes(32),
      bytes(60),
      new Date(),
      new Date(),
    ]),
    row('recording_policies', 'subject_kind, subject_id, policy', ['user', user, 'always']),
    row('recording_sealing', 'is_on, root_public_key, recovery_pin', [true, bytes(32), bytes(60)]),
    row('recording_keys', 'version, public_key, signature', [1, bytes(32), bytes(64)]),
    row('support_sessions', 'id, kind, owner_id, owner_name, created_at', [support, 'screen', user, 'Alice', new Date()]),
    row('support_seats', 'id, session_id, role, name, state, token_hash, created_at', [
      newId(),
      support,
      'customer',
      'Carla',
      'admitted',
      bytes(32),
      new Date(),
    ]),
    row('support_invites', 'id, session_id, role, routing_hash, nameplate, created_at, expires_at', [
      newId(),
      support,
      'customer',
      bytes(32),
      '123456',
      new Date(),
      new Date(),
    ]),
    row('support_log', 'session_id, number, seat_id, client_number, at, body', [support, 1, newId(), 1, new Date(), bytes(64)]),
    row('support_artefacts', 'id, session_id, kind, name, object_id, bytes, created_at, created_by, created_by_name', [
      artefact,
      support,
      'receipt',
      'Receipt',
      newId(),
      64,
      new Date(),
      user,
      'Alice',
    ]),
    row('support_artefact_parts', 'artefact_id, number, object_id, bytes', [artefact, 1, newId(), 64]),
    row('support_replies', 'items', ['[]']),
    row('support_retention', 'screen_days', [30]),
    row('support_holds', 'session_id, reason, held_by, held_by_name, held_at', [support, 'A claim', user, 'Alice', new Date()]),
    row('support_deletion_receipts', 'id, session_id, kind, rule, session_ended_at, due_at, begun_at, counts, items, sha256', [
      newId(),
      newId(),
      'camera',
      'camera-72-hours',
      new Date(),
      new Date(),
      new Date(),
      '{}',
      '[]',
      bytes(32),
    ]),
    row('sealing_browsers_removed', 'id, removed_at', [newId(), new Date()]),
    row('sealing_browsers', 'id, kind, user_id, name, public_key, created_at', [newId(), 'browser', user, 'Desk', bytes(32), new Date()]),
  ];
}
