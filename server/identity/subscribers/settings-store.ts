import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';

export interface SettingsStore {
  /** undefined while the person never changed anything. */
  ofUser(userId: string): Promise<PhoneSettings | undefined>;
  set(userId: string, settings: PhoneSettings): Promise<void>;
}
