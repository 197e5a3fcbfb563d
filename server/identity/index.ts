/** The front door of identity: what other domains, the gateway and compose.ts may use. */
export { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
export { requirePermission, type Actor } from './actor.ts';
export type { Device, OwnNumber, Session, SessionEnd, Site, Tenant, User } from './entities.ts';
export type { IdentityEvents } from './identity-events.ts';
export { beginDeletion } from './ending/begin-deletion.sql.ts';
export type { TenantContent } from './ending/tenant-content.ts';
export type { TenantContentJob } from './ending/tenant-content-job.ts';
export type { LiveSession } from './sessions/session-cache.ts';
export { csrfTokenOf } from './sessions/session-tokens.ts';
export {
  adminExtensionOf,
  adminNumberOf,
  adminUserOf,
  auditEntryOf,
  deviceOf,
  meOf,
  pbxOf,
  siteOf,
  webSessionOf,
} from './identity-handlers.ts';
export type { ClientFacts } from './sessions/session-service.ts';
export { Notices, vapidKeysOf } from './notices/notices.ts';
export { Outbox, type Attempt } from './notices/outbox.ts';
export type { NewNotice, Notice } from './notices/notice-store.ts';
export type { PushNotices } from './notices/push-notices.ts';
export type { DigestIdentity, PhonePrincipal } from './devices/digest-identity.ts';
export { registrationTokenSeconds, type PhoneOwner } from './sip-credentials.ts';
export type { DialPlace, Numbers } from './numbers/number-directory.ts';
export { numberIn } from './numbers/number-text.ts';
export { callingCodeOf, e164Of, formattedNumber, type NumberingPlace } from './numbers/phone-number.ts';
export type { PlanLine } from './numbers/plan-lines.ts';
export type { LeadingLine } from './numbers/plan-leads.ts';
export { networkOf } from './sign-in/network-of.ts';
export type { Subscriber, Subscribers } from './subscribers/subscribers.ts';
export type { DemoAccount } from './provisioning/demo.ts';
