import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, JobItems, Jobs, SealedObjects } from '../../storage/index.ts';
import type { VoicemailStore } from './voicemail-store.ts';

export interface MessagePurgeParts {
  readonly store: VoicemailStore;
  readonly objects: Pick<SealedObjects, 'delete'>;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const purgeJob = 'voicemail-purge';
/** Every night. */
const cron = '37 2 * * *';
/** So long a deleted message can be restored. */
export const restorableDays = 30;
const dayMs = 86_400_000;
/** Audio that is older and named by nothing will not be named any more: no message takes a day to be taken. */
const abandonedMs = dayMs;
const batch = 100;

/**
 * Deletes messages for good that were in the folder of deleted ones for 30 days, and writes a receipt for each; then audio that lost its
 * message or greeting, as that of deleted people does.
 */
export class MessagePurge {
  readonly #parts: MessagePurgeParts;

  constructor(parts: MessagePurgeParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: purgeJob, cron, run: (items) => this.#run(items) });
  }

  async #run(items: JobItems): Promise<void> {
    const { database, logger } = this.#parts;
    for (const { id } of await database.listTenants()) {
      let deleted = 0;
      await items.attempt({ tenant: id }, async () => (deleted = await this.#runFor(id, items)));
      await items.attempt({ tenant: id }, () => this.#sweep(id, items));
      if (deleted > 0) logger.info({ tenant: id, deleted }, 'messages were deleted 30 days ago and are gone now');
    }
  }

  async #runFor(tenantId: string, items: JobItems): Promise<number> {
    const { store, objects, clock } = this.#parts;
    const before = new Date(clock.now() - restorableDays * dayMs);
    let deleted = 0;
    for (const { id, objectId } of await store.deletedBefore(tenantId, before))
      await items.attempt({ tenant: tenantId, message: id }, async () => {
        if (await store.purge(tenantId, { id, before }, () => objects.delete(tenantId, objectId))) deleted += 1;
      });
    return deleted;
  }

  async #sweep(tenantId: string, items: JobItems): Promise<void> {
    const { store, objects, clock } = this.#parts;
    const before = new Date(clock.now() - abandonedMs);
    /** What cannot be deleted must not stand before what can. */
    const failed: string[] = [];
    for (;;) {
      const ids = await store.abandoned(tenantId, before, { limit: batch, except: failed });
      for (const id of ids) {
        const isGone = await items.attempt({ tenant: tenantId, object: id }, () => objects.delete(tenantId, id));
        if (!isGone) failed.push(id);
      }
      if (ids.length < batch) return;
    }
  }
}
