import type { AdminExtension, AdminUser, Device, Pbx, Site } from '../../protocol/identity/admin.ts';
import type { AdminNumber, NumberAssignment } from '../../protocol/identity/numbers.ts';
import type { Me, WebSession } from '../../protocol/identity/session.ts';
import { protocolVersion } from '../../protocol/wire/version.ts';
import type { AuditLine } from './audit/audit-store.ts';
import type { DeviceRow } from './devices/device-store.ts';
import type { Pbx as StoredPbx, Session, Site as StoredSite } from './entities.ts';
import { endOf } from './ending/ended-tenant.ts';
import type { LedExtension } from './extensions/extension-service.ts';
import type { LedNumber } from './numbers/number-service.ts';
import { formattedNumber } from './numbers/phone-number.ts';
import type { LiveSession } from './sessions/session-cache.ts';
import { csrfTokenOf } from './sessions/session-tokens.ts';
import type { UserRow } from './users/user-store.ts';

/** What services answer, in the shapes of protocol/identity. */

export function meOf(live: LiveSession, token: string): Me {
  const { user, tenant } = live;
  return {
    userId: user.id,
    email: user.email,
    displayName: user.displayName,
    role: user.role,
    ...(user.language === null ? {} : { language: user.language }),
    tenant: { id: tenant.id, name: tenant.name, slug: tenant.slug, end: endOf(tenant) },
    mustChangePassword: user.mustChangePassword,
    csrfToken: csrfTokenOf(token),
    extensions: [...live.extensions],
    protocolVersion,
  };
}

export function webSessionOf(session: Session, currentId: string): WebSession {
  return {
    id: session.id,
    isCurrent: session.id === currentId,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    userAgent: session.userAgent,
    address: session.address,
  };
}

export function adminUserOf({ user, extensions }: UserRow): AdminUser {
  return {
    id: user.id,
    email: user.email,
    displayName: user.displayName,
    loginName: user.loginName,
    role: user.role,
    language: user.language,
    siteId: user.siteId,
    extensions: extensions.map(({ id, pbxId, number }) => ({ id, pbxId, number })),
    isDisabled: user.isDisabled,
    mustChangePassword: user.mustChangePassword,
    version: user.version,
  };
}

export function adminExtensionOf({ extension, pbxName, userName, plan }: LedExtension): AdminExtension {
  return { ...extension, pbxName, userName, plan };
}

export function adminNumberOf({ number, pbxName, siteName, userName, plan }: LedNumber): AdminNumber {
  const { id, e164, label, pbxId, siteId, userId, version } = number;
  const assignment: NumberAssignment =
    userId !== null ? { kind: 'user', userId, userName: userName ?? '' } : plan ? { kind: 'plan', ...plan } : { kind: 'none' };
  return { id, e164, ...formattedNumber(e164), label, pbxId, pbxName, siteId, siteName, assignment, version };
}

export function pbxOf(pbx: StoredPbx): Pbx {
  return { ...pbx };
}

export function siteOf(site: StoredSite): Site {
  return { ...site, networks: [...site.networks] };
}

export function deviceOf({ device, userName }: DeviceRow): Device {
  return {
    id: device.id,
    userId: device.userId,
    userName,
    label: device.label,
    sipUsername: device.sipUsername,
    allowMd5: device.allowMd5,
    lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
    isDisabled: device.isDisabled,
  };
}

export function auditEntryOf(line: AuditLine) {
  return { ...line, at: line.at.toISOString() };
}
