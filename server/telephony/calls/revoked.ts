import type { Binding, SipPrincipal } from '../sip/dialog/user-agent.ts';
import type { Flow } from '../sip/transport/flow.ts';

/** Whose phones may no longer be in calls: a disabled person, an ended web session, a deleted or disabled device, a tenant that ended. */
export type Revoked =
  | { readonly userId: string }
  | { readonly webSessionId: string }
  | { readonly deviceId: string }
  | { readonly tenantId: string };

/** Whether a phone, known by its dialog, its INVITE or its binding, is revoked. */
export function isRevoked(phone: { readonly principal: SipPrincipal; readonly flow: Flow } | Binding, revoked: Revoked): boolean {
  const { tenantId, userId, deviceId } = 'principal' in phone ? phone.principal : phone;
  if ('tenantId' in revoked) return tenantId === revoked.tenantId;
  if ('userId' in revoked) return userId === revoked.userId;
  if ('deviceId' in revoked) return deviceId === revoked.deviceId;
  return phone.flow.owner?.webSessionId === revoked.webSessionId;
}
