import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { PresenceService } from './presence-service.ts';

export interface PhoneSettingsOptions {
  readonly subscribers: Pick<Subscribers, 'settings' | 'updateSettings'>;
  readonly presence: Pick<PresenceService, 'handleSettings'>;
  readonly notices: Notifier<typeof telephonyNotifications>;
}

/** A person's own phone settings. Identity stores them; here their change takes effect and is shown everywhere. */
export class PhoneSettingsService {
  readonly #options: PhoneSettingsOptions;

  constructor(options: PhoneSettingsOptions) {
    this.#options = options;
  }

  get(tenantId: string, userId: string): Promise<PhoneSettings> {
    return this.#options.subscribers.settings(tenantId, userId);
  }

  /** Stores the settings, then tells the person's other pages and, where presence changed, all colleagues. */
  async set(tenantId: string, userId: string, settings: PhoneSettings): Promise<void> {
    await this.#options.subscribers.updateSettings(tenantId, userId, settings);
    this.#options.presence.handleSettings(tenantId, userId, settings);
    this.#options.notices.toUser({ tenantId, userId }, 'phone.settings', { settings });
  }
}
