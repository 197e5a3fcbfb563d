import type { DigestPolicy } from '../../protocol/identity/admin.ts';
import type { SessionEnd } from './entities.ts';

/** What identity tells others over the bus, after it is stored. */
export interface IdentityEvents {
  /** Sockets and SIP flows of this web session end within 2 s. */
  'identity.session-ended': { readonly tenantId: string; readonly userId: string; readonly sessionId: string; readonly why: SessionEnd };
  /** The person may no longer be called or register. */
  'identity.user-disabled': { readonly tenantId: string; readonly userId: string };
  /** Name, role, address or extensions of a person changed. */
  'identity.user-changed': { readonly tenantId: string; readonly userId: string };
  /** A device was disabled or deleted: its registrations end. */
  'identity.device-ended': { readonly tenantId: string; readonly userId: string; readonly deviceId: string };
  /** Anything changed that a list of people or a dialled number depends on. */
  'identity.people-changed': { readonly tenantId: string };
  /** The tenant's time is over: nothing of it runs any more, and only its admins come in. */
  'identity.tenant-ended': { readonly tenantId: string };
  /** The end was taken back. */
  'identity.tenant-resumed': { readonly tenantId: string };
  /** A PBX was added or changed. `realmBefore` is set when it had another realm. */
  'identity.pbx-changed': {
    readonly tenantId: string;
    readonly realm: string;
    readonly realmBefore?: string;
    readonly digestPolicy: DigestPolicy;
  };
}
