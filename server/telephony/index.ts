/** The front door of telephony: what other domains, the gateway and compose.ts may use. */
export { Voicemail, type VoicemailOptions } from './voicemail/voicemail.ts';
export type { MailWay } from './voicemail/mail-notices.ts';
export { VoicemailRouting } from './voicemail/voicemail-routing.ts';
export { Telephony } from './telephony.ts';
export type { Groups } from './groups/create-groups.ts';
export { CallbackRetention } from './queues/callback-retention.ts';
export type { Announcer, QueueEnd } from './queues/queue-order.ts';
export { DirectRouting, type CallRouting, type Route, type RouteRequest } from './calls/call-routing.ts';
export { EmergencyService } from './emergency/emergency-service.ts';
export { SqlEmergencyAlertStore } from './emergency/emergency-alert-store.sql.ts';
export { NumberRouting } from './numbers/number-routing.ts';
export { endedTelephony } from './ended-content.ts';
export { Recordings } from './recordings/recordings.ts';
export { keptMonths, keptUntilMs } from './recordings/recording.ts';
export type { CallMetrics } from './calls/metrics.ts';
export type { CallBusEvents } from './history/call-record.ts';
export type { AttendedCall, Attendant, RingAttempt, RingPerson, RingRequest, RingResult } from './calls/attended-call.ts';
export type { CallParty } from './history/call-record.ts';
