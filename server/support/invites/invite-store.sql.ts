import { StorageError, type Database, type Trx } from '../../storage/index.ts';
import type { InviteState } from '../../../protocol/support/states.ts';
import { inviteStateOf, type FoundInvite, type Invite, type InviteKey, type InviteStore, type NewInvite } from './invite-store.ts';

type Db = Pick<Database, 'inTenant' | 'directory'>;

/** Invites in PostgreSQL; both halves are found through the directory. */
export class SqlInviteStore implements InviteStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async add(tenantId: string, invite: NewInvite, routingHash: Buffer): Promise<boolean> {
    try {
      await this.#db.inTenant(tenantId, async (trx) => {
        await trx
          .insertInto('support_invites')
          .values({
            tenant_id: tenantId,
            id: invite.id,
            session_id: invite.sessionId,
            role: invite.role,
            routing_hash: routingHash,
            nameplate: invite.nameplate,
            created_at: invite.createdAt,
            expires_at: invite.expiresAt,
          })
          .execute();
        await this.#db.directory.put(trx, { kind: 'support-link', key: routingHash.toString('hex'), id: invite.id });
        await this.#db.directory.put(trx, { kind: 'support-code', key: invite.nameplate, id: invite.id });
      });
      return true;
    } catch (error) {
      if (error instanceof StorageError && error.code === 'conflict') return false;
      throw error;
    }
  }

  async find(key: InviteKey): Promise<FoundInvite | undefined> {
    const { directory } = this.#db;
    const hit = await (key.kind === 'link'
      ? directory.lookup('support-link', key.routingHash.toString('hex'))
      : directory.lookup('support-code', key.nameplate));
    if (!hit) return undefined;
    return this.#db.inTenant(hit.tenantId, async (trx) => {
      const row = await rows(trx, hit.tenantId).where('id', '=', hit.id).executeTakeFirst();
      return row && { tenantId: hit.tenantId, invite: inviteOf(row) };
    });
  }

  async reopen(tenantId: string, id: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => updating(trx, tenantId, id).set({ used_at: null }).execute());
  }

  ofSession(tenantId: string, sessionId: string, id: string): Promise<Invite | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await rows(trx, tenantId).where('session_id', '=', sessionId).where('id', '=', id).executeTakeFirst();
      return row && inviteOf(row);
    });
  }

  async burn(tenantId: string, id: string, at: Date): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => updating(trx, tenantId, id).set({ burnt_at: at }).where('burnt_at', 'is', null).execute());
  }

  countOpen(tenantId: string, sessionId: string, at: Date): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const open = await rows(trx, tenantId)
        .where('session_id', '=', sessionId)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .execute();
      return open.length;
    });
  }

  async purge(tenantId: string, expiredBefore: Date): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      const gone = await trx
        .deleteFrom('support_invites')
        .where('tenant_id', '=', tenantId)
        .where('expires_at', '<', expiredBefore)
        .returning(['routing_hash', 'nameplate'])
        .execute();
      for (const { routing_hash: hash, nameplate } of gone) {
        await this.#db.directory.delete(trx, { kind: 'support-link', key: hash.toString('hex') });
        await this.#db.directory.delete(trx, { kind: 'support-code', key: nameplate });
      }
    });
  }
}

/** Marks it used, once. @returns undefined: this was the once; else why it does not serve */
export async function useInvite(
  trx: Trx,
  tenantId: string,
  { id, by, at }: { readonly id: string; readonly by: InviteKey['kind']; readonly at: Date },
): Promise<Exclude<InviteState, 'open'> | undefined> {
  // Whoever burns it at this moment waits for this, or is waited for.
  const row = await rows(trx, tenantId).where('id', '=', id).forUpdate().executeTakeFirst();
  const state = row ? inviteStateOf(inviteOf(row), by, at.getTime()) : 'expired';
  if (state !== 'open') return state;
  await updating(trx, tenantId, id).set({ used_at: at }).execute();
  return undefined;
}

function updating(trx: Trx, tenantId: string, id: string) {
  return trx.updateTable('support_invites').where('tenant_id', '=', tenantId).where('id', '=', id);
}

function rows(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('support_invites')
    .where('tenant_id', '=', tenantId)
    .select(['id', 'session_id', 'role', 'nameplate', 'created_at', 'expires_at', 'used_at', 'burnt_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function inviteOf(row: Row): Invite {
  return {
    id: row.id,
    sessionId: row.session_id,
    role: row.role,
    nameplate: row.nameplate,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? undefined,
    burntAt: row.burnt_at ?? undefined,
  };
}
