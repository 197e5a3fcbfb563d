import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Database, Trx } from '../database.ts';
import type { Json } from '../schema.ts';
import { countEntries, selectEntries, type AuditSelection } from './audit-selection.ts';
import { revealPersonal, separatePersonal, type PersonalValue } from './personal.ts';

/** Settings as they were or are: plain names and JSON values. */
export type Facts = Readonly<Record<string, Json>>;

/** Who did what to what. Ids only: names and addresses are replaced by salted hashes on the way in. */
export interface AuditEvent {
  /** The acting user; absent when the system acted or nobody had signed in. */
  readonly actorUserId?: string | undefined;
  /** 'user.created', 'session.revoked', … */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId?: string | undefined;
  readonly before?: Facts | undefined;
  readonly after?: Facts | undefined;
  /** Network address that asked. */
  readonly address?: string | undefined;
  /** Names of further fields in before and after that tell about a person, beside those of `personalFields`. */
  readonly personal?: readonly string[] | undefined;
}

/** An entry as an admin reads it; an erased value stands as undefined. */
export interface AuditRecord {
  readonly id: string;
  readonly at: Date;
  readonly actorUserId: string | undefined;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | undefined;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly address: string | undefined;
}

export interface AuditPage {
  readonly limit: number;
  /** How many of the newest to leave out. */
  readonly offset?: number | undefined;
  readonly selection?: AuditSelection | undefined;
  /** Keyset: entries older than this one. */
  readonly olderThan?: { readonly at: Date; readonly id: string } | undefined;
  readonly subject?: { readonly kind: string; readonly id: string } | undefined;
}

/** The log that people's and settings' changes go to: append, read, erase a person's words. There is no change or delete. */
export interface Audit {
  /** Writes an entry inside the caller's transaction: both are on disk, or neither. */
  append(tenantId: string, trx: Trx, event: AuditEvent): Promise<void>;
  /** Newest first. */
  list(tenantId: string, trx: Trx, page: AuditPage): Promise<AuditRecord[]>;
  /** How many entries there are. */
  count(tenantId: string, trx: Trx, selection: AuditSelection): Promise<number>;
  /** Forgets every name and address about a user, and says so in the log; the chain still verifies. Gives how many values went. */
  erasePerson(tenantId: string, trx: Trx, erasure: { readonly userId: string; readonly actorUserId?: string | undefined }): Promise<number>;
  /** Forgets every address and name in a subject's entries that is no user's; the chain still verifies. Gives how many values went. */
  eraseStrangers(tenantId: string, trx: Trx, subject: { readonly kind: string; readonly id: string }): Promise<number>;
}

export interface AuditOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Told after the commit that a tenant has entries to link. */
  readonly onAppended: (tenantId: string) => void;
}

export function createAudit(options: AuditOptions): Audit {
  const append: Audit['append'] = (tenantId, trx, event) => appendEvent(options, { tenantId, trx, event });
  return {
    append,
    list: (tenantId, trx, page) => listRecords(tenantId, trx, page),
    count: (tenantId, trx, selection) => countEntries(tenantId, trx, selection),
    async erasePerson(tenantId, trx, { userId, actorUserId }) {
      const gone = await trx.deleteFrom('audit_people').where('tenant_id', '=', tenantId).where('user_id', '=', userId).executeTakeFirst();
      const values = Number(gone.numDeletedRows);
      await append(tenantId, trx, {
        actorUserId,
        action: 'audit.person_erased',
        subjectKind: 'user',
        subjectId: userId,
        after: { values },
      });
      return values;
    },
    async eraseStrangers(tenantId, trx, { kind, id }) {
      const gone = await trx
        .deleteFrom('audit_people')
        .where('tenant_id', '=', tenantId)
        .where('user_id', 'is', null)
        .where('entry_id', 'in', (entries) =>
          entries
            .selectFrom('audit_entries')
            .select('id')
            .where('tenant_id', '=', tenantId)
            .where('subject_kind', '=', kind)
            .where('subject_id', '=', id)
            .where('actor_user_id', 'is', null),
        )
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

interface Appending {
  readonly tenantId: string;
  readonly trx: Trx;
  readonly event: AuditEvent;
}

async function appendEvent({ db, clock, onAppended }: AuditOptions, { tenantId, trx, event }: Appending): Promise<void> {
  const id = newId();
  const personal: PersonalValue[] = [];
  const separate = (place: string, facts: Facts | undefined): string | null =>
    facts === undefined ? null : JSON.stringify(separatePersonal(facts, { place, extra: event.personal ?? [], into: personal }));
  const before = separate('before', event.before);
  const after = separate('after', event.after);
  const address =
    event.address === undefined
      ? undefined
      : separatePersonal({ address: event.address }, { place: '', extra: ['address'], into: personal });
  await trx
    .insertInto('audit_entries')
    .values({
      tenant_id: tenantId,
      id,
      at: new Date(clock.now()),
      actor_user_id: event.actorUserId ?? null,
      action: event.action,
      subject_kind: event.subjectKind,
      subject_id: event.subjectId ?? null,
      before,
      after,
      address_hash: personal.find((value) => value.place === 'address')?.hash ?? (address ? '' : null),
    })
    .execute();
  await trx.insertInto('audit_pending').values({ tenant_id: tenantId, entry_id: id }).execute();
  await insertPeople({ tenantId, trx, event }, id, personal);
  db.afterCommit(trx, () => onAppended(tenantId));
}

async function insertPeople({ tenantId, trx, event }: Appending, entryId: string, values: readonly PersonalValue[]): Promise<void> {
  if (values.length === 0) return;
  const subjectUser = event.subjectKind === 'user' ? event.subjectId : undefined;
  const rows = values.map(({ place, salt, value }) => ({
    tenant_id: tenantId,
    entry_id: entryId,
    place,
    user_id: (place === 'address' ? event.actorUserId : subjectUser) ?? null,
    salt,
    value,
  }));
  await trx.insertInto('audit_people').values(rows).execute();
}

async function listRecords(tenantId: string, trx: Trx, page: AuditPage): Promise<AuditRecord[]> {
  let query = selectEntries(tenantId, trx, page.selection ?? {}).selectAll();
  if (page.subject) query = query.where('subject_kind', '=', page.subject.kind).where('subject_id', '=', page.subject.id);
  if (page.olderThan) query = query.where(sql<boolean>`(at, id) < (${page.olderThan.at}, ${page.olderThan.id})`);
  const entries = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute();
  if (entries.length === 0) return [];
  const ids = entries.map((entry) => entry.id);
  const people = await trx
    .selectFrom('audit_people')
    .select(['entry_id', 'place', 'value'])
    .where('tenant_id', '=', tenantId)
    .where('entry_id', 'in', ids)
    .execute();
  const words = new Map(people.map((row) => [`${row.entry_id}/${row.place}`, row.value]));
  return entries.map((entry) => {
    const word = (place: string): string | undefined => words.get(`${entry.id}/${place}`);
    return {
      id: entry.id,
      at: entry.at,
      actorUserId: entry.actor_user_id ?? undefined,
      action: entry.action,
      subjectKind: entry.subject_kind,
      subjectId: entry.subject_id ?? undefined,
      before: revealPersonal(entry.before, 'before', word),
      after: revealPersonal(entry.after, 'after', word),
      address: word('address'),
    };
  });
}
