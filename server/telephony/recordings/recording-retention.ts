import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, JobItems, Jobs, SealedObjects } from '../../storage/index.ts';
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

/** Why recordings go: what is younger than `leastMs` need not be looked at. */
interface Rule {
  readonly why: 'retention' | 'tenant-ended';
  readonly leastMs: number;
  readonly isDue: (startedAtMs: number, nowMs: number) => boolean;
}

const keptLongEnough: Rule = {
  why: 'retention',
  leastMs: leastDays * dayMs,
  isDue: (startedAtMs, nowMs) => keptUntilMs(startedAtMs) <= nowMs,
};
const tenantEnded: Rule = { why: 'tenant-ended', leastMs: 0, isDue: () => true };

/** Deletes what was kept long enough, never what is held, and writes a receipt for each. */
export class RecordingRetention {
  readonly #parts: RetentionParts;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: retentionJob, cron, run: (items) => this.#run(items) });
  }

  async #run(items: JobItems): Promise<void> {
    for (const { id } of await this.#parts.database.listTenants())
      await items.attempt({ tenant: id }, async () => {
        const { deleted } = await this.#runFor(id, items, keptLongEnough);
        if (deleted > 0) this.#parts.logger.info({ tenant: id, deleted }, 'recordings were kept long enough and are deleted');
      });
  }

  /** All of a tenant's recordings, however young, but for those that are held. */
  async erase(tenantId: string, items: JobItems): Promise<number> {
    const { deleted, failed } = await this.#runFor(tenantId, items, tenantEnded);
    if (failed > 0) throw new Error(`${String(failed)} recordings could not be deleted`);
    return deleted;
  }

  async #runFor(
    tenantId: string,
    items: JobItems,
    { why, leastMs, isDue }: Rule,
  ): Promise<{ readonly deleted: number; readonly failed: number }> {
    const { store, clock } = this.#parts;
    /** What cannot be deleted must not stand before what can. */
    const failed: string[] = [];
    let deleted = 0;
    for (;;) {
      const older = await store.older(tenantId, clock.now() - leastMs, { limit: batch, except: failed });
      const due = older.filter(({ startedAtMs }) => isDue(startedAtMs, clock.now()));
      for (const recording of due) {
        const { id } = recording;
        const isTried = await items.attempt({ tenant: tenantId, recording: id }, async () => {
          if (await this.#delete(tenantId, recording, why)) deleted += 1;
        });
        if (!isTried) failed.push(id);
      }
      // The oldest come first: when nothing of a batch is due, nothing behind it is.
      if (due.length === 0 || older.length < batch) return { deleted, failed: failed.length };
    }
  }

  #delete(tenantId: string, { id, startedAtMs, durationMs, tracks }: Recording, why: Rule['why']): Promise<boolean> {
    const { store, objects } = this.#parts;
    const after = { why, startedAt: new Date(startedAtMs).toISOString(), durationMs, tracks: tracks.length };
    return store.remove(tenantId, id, { actorUserId: undefined, action: 'recording.deleted', after }, async () => {
      for (const { objectId } of tracks) await objects.delete(tenantId, objectId);
    });
  }
}
