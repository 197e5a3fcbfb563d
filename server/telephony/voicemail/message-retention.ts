import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, Jobs, SealedObjects } from '../../storage/index.ts';
import type { VoicemailStore } from './voicemail-store.ts';

export interface MessageRetentionParts {
  readonly store: Pick<VoicemailStore, 'deletedBefore' | 'purge' | 'abandoned'>;
  readonly objects: Pick<SealedObjects, 'delete'>;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const messageRetentionJob = 'voicemail-retention';
/** Every night. */
const cron = '37 2 * * *';
/** So long a deleted message can be restored. */
const restorableMs = 30 * 86_400_000;
/** Audio that is older and still named by nothing will not be named any more: no message takes so long to be taken. */
const abandonedMs = 86_400_000;
const batch = 100;

/**
 * Removes messages, row and bytes, that were deleted so long ago that nobody can restore them any more, and audio that lost its message
 * or greeting, as that of deleted people does.
 */
export class MessageRetention {
  readonly #parts: MessageRetentionParts;

  constructor(parts: MessageRetentionParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: messageRetentionJob, cron, run: () => this.run() });
  }

  async run(): Promise<void> {
    const { database, clock, logger } = this.#parts;
    const nowMs = clock.now();
    for (const { id } of await database.listTenants()) {
      const removed = await this.#purge(id, new Date(nowMs - restorableMs));
      await this.#sweep(id, new Date(nowMs - abandonedMs));
      if (removed > 0) logger.info({ tenant: id, removed }, 'deleted messages are removed for good');
    }
  }

  async #purge(tenantId: string, before: Date): Promise<number> {
    const { store, objects } = this.#parts;
    let removed = 0;
    for (;;) {
      const due = await store.deletedBefore(tenantId, before, batch);
      let done = 0;
      for (const { id, objectId } of due) if (await store.purge(tenantId, id, before, () => objects.delete(tenantId, objectId))) done += 1;
      removed += done;
      if (done === 0 || due.length < batch) return removed;
    }
  }

  async #sweep(tenantId: string, before: Date): Promise<void> {
    const { store, objects } = this.#parts;
    for (;;) {
      const ids = await store.abandoned(tenantId, before, batch);
      for (const id of ids) await objects.delete(tenantId, id);
      if (ids.length < batch) return;
    }
  }
}
