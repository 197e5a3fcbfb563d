import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../database.ts';
import type { Json } from '../schema.ts';
import { canonicalJson } from './canonical.ts';

/** Everything of an entry that the chain protects; `atMicroseconds` because that is what PostgreSQL stores. */
export interface ChainedEntry {
  readonly tenantId: string;
  readonly id: string;
  readonly atMicroseconds: number;
  readonly actorUserId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly before: Json | null;
  readonly after: Json | null;
  readonly addressHash: string | null;
}

/** What the first link follows. */
export const chainStart = Buffer.alloc(32);

/** hash(n) = SHA-256(hash(n-1) ‖ canonical JSON of the format's number, n and the entry). */
export function linkHash(previous: Buffer, seq: number, entry: ChainedEntry): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(canonicalJson({ v: 1, seq, ...entry }), 'utf8')
    .digest();
}

/** Columns for a ChainedEntry, under its names; `from` is an alias of audit_entries. */
export const chainedColumns = sql<ChainedEntry>`
  e.tenant_id as "tenantId", e.id, (extract(epoch from e.at) * 1000000)::bigint as "atMicroseconds", e.actor_user_id as "actorUserId",
  e.action, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.before, e.after, e.address_hash as "addressHash"`;

export interface ChainEnd {
  readonly seq: number;
  readonly hash: Buffer;
}

/** The last link of a tenant's chain. */
export async function readChainEnd(trx: Trx, tenantId: string): Promise<ChainEnd> {
  const last = await trx
    .selectFrom('audit_links')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { seq: 0, hash: chainStart };
}
