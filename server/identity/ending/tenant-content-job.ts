import { endedKeptDays } from '../../../protocol/identity/tenant-end.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database, JobItems, Jobs } from '../../storage/index.ts';
import type { Facts, IdentityStore } from '../identity-store.ts';
import type { TenantContent } from './tenant-content.ts';

export interface TenantContentJobParts {
  readonly store: Pick<IdentityStore, 'inTenant'>;
  readonly database: Pick<Database, 'listTenants'>;
  readonly contents: readonly TenantContent[];
  readonly clock: Clock;
  readonly logger: Logger;
}

export const tenantContentJob = 'tenant-content';
/** Bytes are gone at most five minutes after their time. */
const cron = '*/5 * * * *';
const keptMs = endedKeptDays.pbx * 86_400_000;

/** Deletes what the telephone kept for a tenant, 30 days after its end, but for what is held (ID74). */
export class TenantContentJob {
  readonly #parts: TenantContentJobParts;
  #overdue = 0;

  constructor(parts: TenantContentJobParts) {
    this.#parts = parts;
  }

  register(jobs: Jobs): Promise<void> {
    return jobs.repeat({ name: tenantContentJob, cron, run: (items) => this.#run(items) });
  }

  /** Kinds of content that the last run should have deleted and could not: an alarm when it is not 0. */
  get overdue(): number {
    return this.#overdue;
  }

  async #run(items: JobItems): Promise<void> {
    const { database, clock } = this.#parts;
    const endedBefore = new Date(clock.now() - keptMs);
    let overdue = 0;
    for (const { id, endedAt } of await database.listTenants()) {
      if (!endedAt || endedAt > endedBefore) continue;
      let failed = 1;
      await items.attempt({ tenant: id }, async () => (failed = await this.#runFor(id, endedBefore, items)));
      overdue += failed;
    }
    this.#overdue = overdue;
  }

  /** How many kinds could not be deleted. */
  async #runFor(tenantId: string, endedBefore: Date, items: JobItems): Promise<number> {
    const { contents, logger } = this.#parts;
    if (!(await this.#begin(tenantId, endedBefore))) return 0;
    const gone: Record<string, number> = {};
    let failed = 0;
    for (const content of contents) {
      const isDone = await items.attempt({ tenant: tenantId, content: content.what }, async () => {
        const count = await content.erase(tenantId, items);
        if (count > 0) gone[content.what] = count;
      });
      if (!isDone) failed += 1;
    }
    if (Object.keys(gone).length === 0) return failed;
    await this.#note(tenantId, 'tenant.content-deleted', gone);
    logger.info({ tenant: tenantId, ...gone }, 'content of a tenant that ended was kept long enough and is gone');
    return failed;
  }

  /** Says no when the end was taken back. What there was is written down before the first of it goes. */
  async #begin(tenantId: string, endedBefore: Date): Promise<boolean> {
    const { store, contents, clock } = this.#parts;
    const tenant = await store.inTenant(tenantId, (unit) => unit.tenant());
    if (tenant?.deletionBegunAt) return true;
    const there: Record<string, number> = {};
    for (const content of contents) there[content.what] = await content.count(tenantId);
    return store.inTenant(tenantId, async (unit) => {
      const state = await unit.tenantEnd.beginDeletion(new Date(clock.now()), endedBefore);
      if (state === 'begun') await unit.audit(factOf(tenantId, 'tenant.deletion-begun', there));
      return state !== 'not-ended';
    });
  }

  #note(tenantId: string, action: string, after: Facts): Promise<void> {
    return this.#parts.store.inTenant(tenantId, (unit) => unit.audit(factOf(tenantId, action, after)));
  }
}

function factOf(tenantId: string, action: string, after: Facts) {
  return { actorUserId: null, action, subjectKind: 'tenant', subjectId: tenantId, after };
}
