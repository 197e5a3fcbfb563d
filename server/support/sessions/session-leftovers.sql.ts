import { sql, type SqlBool } from 'kysely';
import type { Database, Trx } from '../../storage/index.ts';

/** Of a row of `support_sessions`: nobody holds it. */
export const isNotHeld = sql<SqlBool>`not exists (select from support_holds hold
  where hold.tenant_id = support_sessions.tenant_id and hold.session_id = support_sessions.id)`;

/** Log, invites, and what leads from links, codes and tokens to the session. */
export async function deleteLeftovers(trx: Trx, directory: Database['directory'], tenantId: string, sessionId: string): Promise<void> {
  await trx.deleteFrom('support_log').where('tenant_id', '=', tenantId).where('session_id', '=', sessionId).execute();
  const invites = await trx
    .deleteFrom('support_invites')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .returning(['routing_hash', 'nameplate'])
    .execute();
  for (const { routing_hash: hash, nameplate } of invites) {
    await directory.delete(trx, { kind: 'support-link', key: hash.toString('hex') });
    await directory.delete(trx, { kind: 'support-code', key: nameplate });
  }
  const seats = await trx
    .selectFrom('support_seats')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .select('token_hash')
    .execute();
  for (const { token_hash: hash } of seats) await directory.delete(trx, { kind: 'support-seat', key: hash.toString('hex') });
}
