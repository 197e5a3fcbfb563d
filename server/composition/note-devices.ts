import type { Identity } from '../identity/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { SipStack } from '../telephony/sip/index.ts';

/** Phones that register are seen: identity writes when, the list of SIP phones shows it. */
export function noteDevices(options: { readonly identity: Identity; readonly sip: SipStack; readonly logger: Logger }): void {
  const { identity, sip, logger } = options;
  sip.userAgent.registrar.on('deviceSeen', (tenantId, deviceId) => {
    identity.devices
      .noteSeen(tenantId, deviceId)
      .catch((error: unknown) => logger.warn({ err: error, deviceId }, 'when a phone was last seen could not be written'));
  });
}
