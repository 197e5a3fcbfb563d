import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';

/** A person as the phone system sees them. */
export interface Subscriber {
  readonly tenantId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly loginName: string;
  readonly isDisabled: boolean;
  /** Their home PBX: that of their first extension, else the tenant's default one. */
  readonly pbxId: string;
  readonly extensions: readonly { readonly pbxId: string; readonly number: string }[];
  /** Address of record in the home PBX, e.g. `sip:alice@main.acme.deskline.internal`. */
  readonly address: string;
}

/** What telephony asks about people. Lookups are cached and forgotten when anything of the tenant changes. */
export interface Subscribers {
  /** undefined when there is no such user in the tenant; disabled ones are answered, with `isDisabled`. */
  byUser(tenantId: string, userId: string): Promise<Subscriber | undefined>;
  /**
   * Whom a dialled text means inside a PBX, in this order: an extension of that PBX, a login name of the tenant,
   * an address (`alice@main.acme.example`, with or without `sip:`) of this tenant. Disabled people are not found.
   */
  byDialled(tenantId: string, pbxId: string, dialled: string): Promise<Subscriber | undefined>;
  settings(tenantId: string, userId: string): Promise<PhoneSettings>;
  /** Stores a person's own settings. */
  updateSettings(tenantId: string, userId: string, settings: PhoneSettings): Promise<void>;
  /** People that match by part of the name, login name or email or by the beginning of an extension; best match first. */
  search(tenantId: string, query: string, limit: number): Promise<readonly Subscriber[]>;
}

/** What holds until somebody changes it. */
export const defaultPhoneSettings: PhoneSettings = { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 };
