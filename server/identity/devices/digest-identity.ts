import type { DigestPolicy } from '../../../protocol/identity/admin.ts';
import type { Device, SealedDigest } from '../entities.ts';

export interface PhonePrincipal {
  readonly tenantId: string;
  readonly userId: string;
  readonly pbxId: string;
}

/** What a device's answer to a digest challenge is checked against. HA1 values are lower-case hex. */
export interface DigestIdentity {
  readonly principal: PhonePrincipal & { readonly deviceId: string };
  readonly ha1Sha256: string;
  readonly ha1Md5: string | undefined;
}

/** A device with everything that decides whether it may sign in. */
export interface DigestAccount {
  readonly device: Device;
  readonly digest: SealedDigest;
  readonly isUserDisabled: boolean;
  readonly isTenantEnded: boolean;
  readonly pbxSlug: string;
  readonly digestPolicy: DigestPolicy;
  readonly tenantSlug: string;
}
