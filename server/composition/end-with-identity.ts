import type { IdentityEvents } from '../identity/index.ts';
import type { Bus } from '../platform/bus.ts';
import type { Telephony } from '../telephony/index.ts';
import type { SipStack } from '../telephony/sip/index.ts';

export interface EndWithIdentity {
  readonly bus: Bus<IdentityEvents>;
  readonly sip: SipStack;
  readonly telephony: Telephony;
  readonly lifetime: AbortSignal;
}

/** Who may no longer use the phone loses registrations, calls and places in queues: disabled people, deleted devices, ended web sessions, a whole tenant. */
export function endWithIdentity({ bus, sip, telephony, lifetime }: EndWithIdentity): void {
  const { registrar } = sip.userAgent;
  bus.subscribe(
    'identity.user-disabled',
    ({ tenantId, userId }) => {
      telephony.calls.endOf({ userId });
      registrar.remove({ userId });
      void telephony.groups.queues.handleGone(tenantId, userId);
    },
    lifetime,
  );
  bus.subscribe('identity.session-ended', ({ sessionId }) => telephony.calls.endOf({ webSessionId: sessionId }), lifetime);
  bus.subscribe(
    'identity.tenant-ended',
    ({ tenantId }) => {
      telephony.calls.endOf({ tenantId });
      registrar.remove({ tenantId });
    },
    lifetime,
  );
  bus.subscribe(
    'identity.device-ended',
    ({ deviceId }) => {
      telephony.calls.endOf({ deviceId });
      registrar.remove({ deviceId });
    },
    lifetime,
  );
}
