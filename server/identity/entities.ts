import type { DigestPolicy } from '../../protocol/identity/admin.ts';
import type { Language } from '../../protocol/identity/session.ts';
import type { Role } from '../../protocol/identity/role.ts';

/** What identity knows, free of how it is stored. Ids are UUIDs; a tenant's things are only ever read inside it. */

export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Since when its time is over. */
  readonly endedAt: Date | undefined;
  /** Since when its content is being deleted: from then on the end cannot be taken back. */
  readonly deletionBegunAt: Date | undefined;
}

export interface User {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  /** The local part of the person's SIP address. */
  readonly loginName: string;
  readonly role: Role;
  readonly language: Language | null;
  readonly siteId: string | null;
  readonly isDisabled: boolean;
  readonly mustChangePassword: boolean;
  readonly version: number;
}

export interface UserPassword {
  /** PHC string, see passwords/argon2.ts; null when the person has none. */
  readonly hash: string | null;
  /** Newest first. */
  readonly history: readonly string[];
  /** When this one was set. */
  readonly setAt: Date;
}

export interface Extension {
  readonly id: string;
  readonly pbxId: string;
  readonly number: string;
  readonly label: string;
  /** Whom it rings. */
  readonly userId: string | null;
  readonly version: number;
}

/** A number of the outside world that the tenant owns. */
export interface OwnNumber {
  readonly id: string;
  /** `+49301234567` */
  readonly e164: string;
  readonly label: string;
  readonly pbxId: string;
  readonly siteId: string | null;
  /** Whom it rings. */
  readonly userId: string | null;
  readonly version: number;
}

export interface Pbx {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly language: Language;
  readonly country: string;
  readonly timeZone: string;
  readonly digestPolicy: DigestPolicy;
  readonly version: number;
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly areaCode: string;
  readonly trunkPrefix: string;
  readonly isDefault: boolean;
  /** Addresses and networks (CIDR) from which somebody is surely here. */
  readonly networks: readonly string[];
  readonly version: number;
}

/** A SIP phone with digest credentials. */
export interface Device {
  readonly id: string;
  readonly userId: string;
  readonly pbxId: string;
  readonly label: string;
  readonly sipUsername: string;
  readonly allowMd5: boolean;
  readonly isDisabled: boolean;
  readonly lastSeenAt: Date | null;
}

/** HA1 values (RFC 7616 §3.4.2), sealed with the installation's key. */
export interface SealedDigest {
  readonly ha1Sha256: Buffer;
  readonly ha1Md5: Buffer | null;
}

/** Why a web session ended; the words of protocol/identity/notifications.ts. */
export type SessionEnd = 'signed-out' | 'revoked' | 'disabled' | 'deleted' | 'expired' | 'password-changed' | 'tenant-ended';

export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The absolute end, whatever the person does. */
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly address: string;
}
