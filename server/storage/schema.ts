import type * as Audit from './schema-audit.ts';
import type * as Plans from './schema-dialplan.ts';
import type * as Identity from './schema-identity.ts';
import type * as Media from './schema-media.ts';
import type * as Notices from './schema-notices.ts';
import type * as Support from './schema-support.ts';
import type * as Telephony from './schema-telephony.ts';
import type * as Voicemail from './schema-voicemail.ts';

/**
 * The tables as Kysely sees them: column names are those of the SQL, so that a query reads the same in both. Rows of
 * tenant tables are visible only inside `db.inTenant()`. jsonb columns take text (`JSON.stringify`) and give values.
 */
export interface Schema {
  tenants: Identity.TenantsTable;
  pbxs: Identity.PbxsTable;
  sites: Identity.SitesTable;
  users: Identity.UsersTable;
  extensions: Identity.ExtensionsTable;
  numbers: Identity.NumbersTable;
  devices: Identity.DevicesTable;
  phone_settings: Identity.PhoneSettingsTable;
  web_sessions: Identity.WebSessionsTable;
  call_records: Telephony.CallRecordsTable;
  call_offers: Telephony.CallOffersTable;
  call_events: Telephony.CallEventsTable;
  plans: Plans.PlansTable;
  plan_versions: Plans.PlanVersionsTable;
  plan_tests: Plans.PlanTestsTable;
  schedules: Plans.SchedulesTable;
  plan_pins: Plans.PlanPinsTable;
  plan_attachments: Plans.PlanAttachmentsTable;
  plan_http_hosts: Plans.PlanHttpHostsTable;
  plan_runs: Plans.PlanRunsTable;
  ring_groups: Telephony.RingGroupsTable;
  ring_group_members: Telephony.RingGroupMembersTable;
  queues: Telephony.QueuesTable;
  queue_members: Telephony.QueueMembersTable;
  queue_agents: Telephony.QueueAgentsTable;
  queue_callbacks: Telephony.QueueCallbacksTable;
  emergency_alerts: Telephony.EmergencyAlertsTable;
  audit_entries: Audit.AuditEntriesTable;
  audit_pending: Audit.AuditPendingTable;
  audit_links: Audit.AuditLinksTable;
  audit_checkpoints: Audit.AuditCheckpointsTable;
  audit_people: Audit.AuditPeopleTable;
  prompts: Media.PromptsTable;
  voicemail_boxes: Voicemail.VoicemailBoxesTable;
  voicemail_members: Voicemail.VoicemailMembersTable;
  voicemail_greetings: Voicemail.VoicemailGreetingsTable;
  voicemail_greeting_rules: Voicemail.VoicemailGreetingRulesTable;
  voicemail_messages: Voicemail.VoicemailMessagesTable;
  voicemail_heard: Voicemail.VoicemailHeardTable;
  stored_objects: Media.StoredObjectsTable;
  recordings: Media.RecordingsTable;
  recording_tracks: Media.RecordingTracksTable;
  recording_access: Media.RecordingAccessTable;
  recording_policies: Media.RecordingPoliciesTable;
  recording_sealing: Media.RecordingSealingTable;
  recording_keys: Media.RecordingKeysTable;
  sealing_browsers: Media.SealingBrowsersTable;
  sealing_browsers_removed: Media.SealingBrowsersRemovedTable;
  push_subscriptions: Notices.PushSubscriptionsTable;
  notices: Notices.NoticesTable;
  support_sessions: Support.SupportSessionsTable;
  support_seats: Support.SupportSeatsTable;
  support_invites: Support.SupportInvitesTable;
  support_log: Support.SupportLogTable;
  support_artefacts: Support.SupportArtefactsTable;
  support_artefact_parts: Support.SupportArtefactPartsTable;
  support_replies: Support.SupportRepliesTable;
  support_retention: Support.SupportRetentionTable;
  support_holds: Support.SupportHoldsTable;
  support_deletion_receipts: Support.SupportDeletionReceiptsTable;
}

export type { Json } from './schema-columns.ts';
export type * from './schema-audit.ts';
export type * from './schema-dialplan.ts';
export type * from './schema-identity.ts';
export type * from './schema-media.ts';
export type * from './schema-notices.ts';
export type * from './schema-support.ts';
export type * from './schema-telephony.ts';
export type * from './schema-voicemail.ts';
