import { sql } from 'kysely';
import type { Database, Trx } from '../database.ts';
import { chainedColumns, chainStart, linkHash, type ChainedEntry } from './chain.ts';
import type { Checkpoint, CheckpointFiles, CheckpointSigner } from './checkpoints.ts';
import { hashAt, hashPersonal } from './personal.ts';

/** What verification found for one tenant. */
export interface TenantVerdict {
  readonly tenantId: string;
  readonly entries: number;
  readonly checkpoints: number;
  /** Entries that the chainer has not linked yet. */
  readonly waiting: number;
  /** The first thing that does not fit, in one sentence; undefined when all is well. */
  readonly broken: string | undefined;
}

export interface Verification {
  readonly db: Database;
  readonly signer: CheckpointSigner;
  readonly files: CheckpointFiles;
}

const batchSize = 1_000;

/**
 * Recomputes a tenant's chain from its first entry and compares it with every signed checkpoint, in the database and in
 * the data folder. Finds changed, removed, inserted and cut-off rows; erased personal words do not disturb it.
 */
export async function verifyTenant({ db, signer, files }: Verification, tenantId: string): Promise<TenantVerdict> {
  // Files first: a checkpoint reaches its file after the commit, so the snapshot below knows all of these.
  const copies = await files.read(tenantId);
  return db.inTenant(
    tenantId,
    async (trx) => {
      const walk = new ChainWalk(tenantId, signer, copies);
      const broken = (await walk.run(trx)) ?? (await findUnlinked(trx, tenantId)) ?? (await findFalsePerson(trx, tenantId));
      const { rows } = await sql<{ entries: number; waiting: number }>`
        select (select count(*) from audit_entries where tenant_id = ${tenantId}) as entries,
               (select count(*) from audit_pending where tenant_id = ${tenantId}) as waiting`.execute(trx);
      return { tenantId, entries: rows[0]?.entries ?? 0, waiting: rows[0]?.waiting ?? 0, checkpoints: walk.checkpoints, broken };
    },
    { isSnapshot: true },
  );
}

interface LinkRow extends ChainedEntry {
  readonly seq: number;
  readonly entryId: string;
  readonly hash: Buffer;
}

/** Walks along one chain; each check gives a sentence when it fails. */
class ChainWalk {
  checkpoints = 0;
  readonly #tenantId: string;
  readonly #signer: CheckpointSigner;
  readonly #copies: Map<number, Checkpoint>;
  #seq = 0;
  #hash: Buffer = chainStart;
  #lastSigned = 0;

  constructor(tenantId: string, signer: CheckpointSigner, copies: Map<number, Checkpoint>) {
    this.#tenantId = tenantId;
    this.#signer = signer;
    this.#copies = copies;
  }

  async run(trx: Trx): Promise<string | undefined> {
    for (;;) {
      const links = await this.#readLinks(trx);
      const signed = await this.#readCheckpoints(trx, links.at(-1)?.seq ?? this.#seq);
      for (const link of links) {
        const broken = this.#checkLink(link) ?? this.#checkSigned(signed.get(link.seq));
        if (broken !== undefined) return broken;
      }
      if (links.length < batchSize) return this.#checkEnd(await this.#lastCheckpoint(trx));
    }
  }

  #checkLink(link: LinkRow): string | undefined {
    if (link.seq !== this.#seq + 1) return `link ${this.#seq + 1} is missing`;
    if (link.id === null) return `entry ${link.entryId} (link ${link.seq}) is missing`;
    const { seq, entryId: _entryId, hash, ...entry } = link;
    const expected = linkHash(this.#hash, seq, entry);
    if (!expected.equals(hash)) return `entry ${link.entryId} (link ${seq}) was changed, or its link was`;
    this.#seq = seq;
    this.#hash = hash;
    const copy = this.#copies.get(seq);
    if (copy && !this.#signer.isGenuine(copy))
      return `the copy of checkpoint ${seq} in the data folder is not signed by this installation’s key`;
    if (copy && !copy.hash.equals(hash))
      return `the chain was rewritten at or before link ${seq}: its signed copy in the data folder says otherwise`;
    return undefined;
  }

  #checkSigned(checkpoint: Checkpoint | undefined): string | undefined {
    const hasCopy = this.#copies.delete(this.#seq);
    if (!checkpoint) return hasCopy ? `checkpoint ${this.#seq} is in the data folder but was removed from the database` : undefined;
    this.checkpoints += 1;
    if (!this.#signer.isGenuine(checkpoint)) return `checkpoint ${checkpoint.seq} is not signed by this installation’s key`;
    if (!checkpoint.hash.equals(this.#hash))
      return `the chain was rewritten at or before link ${checkpoint.seq}: its signed checkpoint says otherwise`;
    this.#lastSigned = checkpoint.seq;
    return undefined;
  }

  /** Every pass of the chainer ends with a checkpoint: links beyond the last one, or one beyond the links, are not its work. */
  #checkEnd(lastCheckpoint: number): string | undefined {
    const beyond = Math.max(lastCheckpoint, ...this.#copies.keys());
    if (beyond > this.#seq) return `the end is cut off: ${beyond} entries were signed for, ${this.#seq} are left`;
    if (this.#lastSigned < this.#seq) return `link ${this.#lastSigned + 1} and what follows is not signed for`;
    return undefined;
  }

  async #readLinks(trx: Trx): Promise<LinkRow[]> {
    const found = await sql<LinkRow>`
      select l.seq, l.entry_id as "entryId", l.hash, ${chainedColumns}
      from audit_links l left join audit_entries e on e.tenant_id = l.tenant_id and e.id = l.entry_id
      where l.tenant_id = ${this.#tenantId} and l.seq > ${this.#seq} order by l.seq limit ${batchSize}`.execute(trx);
    return found.rows;
  }

  async #lastCheckpoint(trx: Trx): Promise<number> {
    const last = await trx
      .selectFrom('audit_checkpoints')
      .select('seq')
      .where('tenant_id', '=', this.#tenantId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last?.seq ?? 0;
  }

  /** The checkpoints of this batch of links. */
  async #readCheckpoints(trx: Trx, lastSeq: number): Promise<Map<number, Checkpoint>> {
    const rows = await trx
      .selectFrom('audit_checkpoints')
      .selectAll()
      .where('tenant_id', '=', this.#tenantId)
      .where('seq', '>', this.#seq)
      .where('seq', '<=', lastSeq)
      .execute();
    return new Map(
      rows.map((row) => [
        row.seq,
        { tenantId: row.tenant_id, seq: row.seq, hash: row.hash, signedAt: row.signed_at, keyId: row.key_id, signature: row.signature },
      ]),
    );
  }
}

/** An entry that neither has a link nor waits for one was put in, or its link was taken out. */
async function findUnlinked(trx: Trx, tenantId: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select e.id from audit_entries e
    where e.tenant_id = ${tenantId}
      and not exists (select from audit_links l where l.tenant_id = e.tenant_id and l.entry_id = e.id)
      and not exists (select from audit_pending p where p.tenant_id = e.tenant_id and p.entry_id = e.id)
    order by e.id limit 1`.execute(trx);
  const row = found.rows[0];
  return row && `entry ${row.id} has no link and does not wait for one`;
}

interface PersonRow extends ChainedEntry {
  readonly place: string;
  readonly salt: Buffer;
  readonly value: string;
}

/** The words of the side table that are left must be those that the entries were made with. */
async function findFalsePerson(trx: Trx, tenantId: string): Promise<string | undefined> {
  let after = { id: '00000000-0000-0000-0000-000000000000', place: '' };
  for (;;) {
    const { rows } = await sql<PersonRow>`
      select p.place, p.salt, p.value, ${chainedColumns}
      from audit_people p join audit_entries e on e.tenant_id = p.tenant_id and e.id = p.entry_id
      where p.tenant_id = ${tenantId} and (p.entry_id, p.place) > (${after.id}, ${after.place}) order by p.entry_id, p.place limit ${batchSize}`.execute(
      trx,
    );
    const wrong = rows.find((row) => hashAt(row, row.place) !== hashPersonal(row.salt, row.value));
    if (wrong) return `the words of entry ${wrong.id} (${wrong.place}) were changed`;
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return undefined;
    after = { id: last.id, place: last.place };
  }
}
