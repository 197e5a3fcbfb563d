import { sql } from 'kysely';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { repeat } from '../../platform/repeat.ts';
import type { Database, Trx } from '../database.ts';
import { chainedColumns, linkHash, readChainEnd, type ChainedEntry, type ChainEnd } from './chain.ts';
import type { Checkpoint, CheckpointFiles, CheckpointSigner } from './checkpoints.ts';

/** From the commit of an entry to its link; the promise is one second. */
const lingerMs = 400;
/** What other nodes, or a server before us, left unlinked. */
const sweepMs = 30_000;
const batchSize = 500;
/** First number of the pair that pg_advisory_xact_lock takes; the second is the tenant. */
const lockFamily = 0x6175;

export interface ChainerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signer: CheckpointSigner;
  readonly files: CheckpointFiles;
}

/** Links audit entries, one tenant at a time under a lock that all nodes share, and signs the new end. */
export class Chainer {
  readonly #options: ChainerOptions;
  /** Tenants with a timer running or a pass waiting; bounded by the number of tenants. */
  readonly #waiting = new Map<string, Timer>();
  #sweep: Timer | undefined;
  /** All passes in one row: linking is cheap, and the pool is small. */
  #work: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: ChainerOptions) {
    this.#options = options;
  }

  /** Links what is left from before, now and from time to time. */
  start(): void {
    const sweep = (): Promise<void> => this.#enqueue(() => this.#sweepAll());
    void sweep();
    this.#sweep = repeat(this.#options.clock, { everyMs: sweepMs, work: sweep, failed: (error) => this.#warn(error) });
  }

  /** Told after the commit of an entry. */
  handleAppended(tenantId: string): void {
    if (this.#isClosed || this.#waiting.has(tenantId)) return;
    const timer = this.#options.clock.after(lingerMs, () => {
      this.#waiting.delete(tenantId);
      void this.#enqueue(() => this.chain(tenantId));
    });
    this.#waiting.set(tenantId, timer);
  }

  /** Links everything of a tenant that waits. */
  async chain(tenantId: string): Promise<void> {
    for (;;) {
      const checkpoint = await this.#options.db.inTenant(tenantId, (trx) => this.#chainBatch(tenantId, trx));
      if (!checkpoint) return;
      // After the commit: the folder never knows a checkpoint that the database lost.
      await this.#options.files.append(checkpoint);
    }
  }

  /** Resolves when no pass is running or due any more; what was told later is not waited for. */
  async idle(): Promise<void> {
    await this.#work;
  }

  /** Links what waits and stops. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#sweep?.stop();
    for (const [tenantId, timer] of this.#waiting) {
      timer.stop();
      void this.#enqueue(() => this.chain(tenantId));
    }
    this.#waiting.clear();
    await this.#work;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#warn(error));
    return this.#work;
  }

  #warn(error: unknown): void {
    this.#options.logger.warn({ err: error }, 'audit entries could not be linked now; the next pass will');
  }

  async #sweepAll(): Promise<void> {
    for (const tenant of await this.#options.db.listTenants()) await this.chain(tenant.id);
  }

  async #chainBatch(tenantId: string, trx: Trx): Promise<Checkpoint | undefined> {
    await sql`select pg_advisory_xact_lock(${lockFamily}, hashtext(${tenantId}))`.execute(trx);
    const waiting = await readWaiting(trx, tenantId);
    if (waiting.length === 0) return undefined;
    const start = await readChainEnd(trx, tenantId);
    const end = await insertLinks(trx, start, waiting);
    const ids = waiting.map((entry) => entry.id);
    await trx.deleteFrom('audit_pending').where('tenant_id', '=', tenantId).where('entry_id', 'in', ids).execute();
    const checkpoint = this.#options.signer.sign({ tenantId, ...end, signedAt: new Date(this.#options.clock.now()) });
    await insertCheckpoint(trx, checkpoint);
    return checkpoint;
  }
}

async function readWaiting(trx: Trx, tenantId: string): Promise<ChainedEntry[]> {
  const found = await sql<ChainedEntry>`
    select ${chainedColumns} from audit_pending p join audit_entries e on e.tenant_id = p.tenant_id and e.id = p.entry_id
    where p.tenant_id = ${tenantId} order by p.entry_id limit ${batchSize}`.execute(trx);
  return found.rows;
}

async function insertLinks(trx: Trx, start: ChainEnd, entries: readonly ChainedEntry[]): Promise<ChainEnd> {
  let end = start;
  const rows = entries.map((entry) => {
    const seq = end.seq + 1;
    end = { seq, hash: linkHash(end.hash, seq, entry) };
    return { tenant_id: entry.tenantId, seq, entry_id: entry.id, hash: end.hash };
  });
  await trx.insertInto('audit_links').values(rows).execute();
  return end;
}

async function insertCheckpoint(trx: Trx, checkpoint: Checkpoint): Promise<void> {
  await trx
    .insertInto('audit_checkpoints')
    .values({
      tenant_id: checkpoint.tenantId,
      seq: checkpoint.seq,
      hash: checkpoint.hash,
      signed_at: checkpoint.signedAt,
      key_id: checkpoint.keyId,
      signature: checkpoint.signature,
    })
    .execute();
}
