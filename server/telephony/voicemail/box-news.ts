import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { VoicemailStore } from './voicemail-store.ts';

export interface BoxNewsParts {
  readonly store: Pick<VoicemailStore, 'listeners' | 'boxesFor' | 'countNew'>;
  readonly notices: Notifier<Pick<typeof telephonyNotifications, 'voicemail.changed'>>;
  /** Tells a person's phones that the messages they listen to may be others now. */
  readonly tellPhones: (tenantId: string, userId: string) => void;
  readonly logger: Logger;
}

/** Tells people that something changed in a box of theirs, with the number of their new messages. Never rejects. */
export class BoxNews {
  readonly #parts: BoxNewsParts;

  constructor(parts: BoxNewsParts) {
    this.#parts = parts;
  }

  /** Tells everybody who listens to a box. */
  tell(tenantId: string, boxId: string): void {
    void this.#try(tenantId, async () => this.#tell(tenantId, await this.#parts.store.listeners(tenantId, boxId)));
  }

  /** Tells those who listened to a box that is gone, or that they were taken out of. */
  tellPeople(tenantId: string, userIds: readonly string[]): void {
    void this.#try(tenantId, () => this.#tell(tenantId, userIds));
  }

  async #tell(tenantId: string, userIds: readonly string[]): Promise<void> {
    const { store, notices, tellPhones } = this.#parts;
    for (const userId of userIds) {
      tellPhones(tenantId, userId);
      const boxes = (await store.boxesFor(tenantId, userId)).map((box) => box.id);
      const newCount = [...(await store.countNew(tenantId, boxes)).values()].reduce((sum, count) => sum + count, 0);
      notices.toUser({ tenantId, userId }, 'voicemail.changed', { newCount });
    }
  }

  async #try(tenantId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.logger.warn({ err: error, tenantId }, 'people could not be told of their messages');
    }
  }
}
