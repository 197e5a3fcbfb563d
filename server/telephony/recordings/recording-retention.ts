import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, Jobs, SealedObjects } from '../../storage/index.ts';
import type { RecordingStore } from './recording-store.ts';
import { keptUntilMs } from './recording.ts';
import type { Recording } from './recording.ts';

export interface RetentionParts {
  readonly store: RecordingStore;
  readonly objects: SealedObjects;
  readonly database: Pick<Database, 'listTenants'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const retentionJob = 'recording-retention';
/** Every night. */
const cron = '17 2 * * *';
const batch = 100;
/** No recording is kept for fewer days: what is younger need not be looked at. */
const leastDays = 395;
const dayMs = 86_400_000;

/** Deletes what was kept long enough, never what is held, and writes a receipt for each. */
export class RecordingRetention {
  readonly #parts: RetentionParts;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: retentionJob, cron, run: () => this.run() });
  }

  async run(): Promise<void> {
    for (const { id } of await this.#parts.database.listTenants()) {
      const deleted = await this.#runFor(id);
      if (deleted > 0) this.#parts.logger.info({ tenant: id, deleted }, 'recordings were kept long enough and are deleted');
    }
  }

  async #runFor(tenantId: string): Promise<number> {
    const { store, clock } = this.#parts;
    let deleted = 0;
    for (;;) {
      const older = await store.older(tenantId, clock.now() - leastDays * dayMs, batch);
      const due = older.filter(({ startedAtMs }) => keptUntilMs(startedAtMs) <= clock.now());
      let done = 0;
      for (const recording of due) if (await this.#delete(tenantId, recording)) done += 1;
      deleted += done;
      // The oldest come first: when nothing of a batch went, nothing behind it is due.
      if (done === 0 || older.length < batch) return deleted;
    }
  }

  #delete(tenantId: string, { id, startedAtMs, durationMs, tracks }: Recording): Promise<boolean> {
    const { store, objects } = this.#parts;
    const after = { why: 'retention', startedAt: new Date(startedAtMs).toISOString(), durationMs, tracks: tracks.length };
    return store.remove(tenantId, id, { actorUserId: undefined, action: 'recording.deleted', after }, async () => {
      for (const { objectId } of tracks) await objects.delete(tenantId, objectId);
    });
  }
}
