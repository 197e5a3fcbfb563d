/**
 * Lets 73 hours go by for one session of a running server, and calls its job: DATA_DIR names the server's folder, SESSION the session.
 * Only the session's own times are changed, as the database has them; what then happens is the server's doing.
 */
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import type { Trx } from '../../storage/index.ts';
import { openForReading } from '../../storage/open-for-reading.ts';
import { vanishJob } from '../retention/vanish-job.ts';

const sessionId = process.env['SESSION'] ?? '';
const age = sql`interval '73 hours'`;

async function letTimeGoBy(trx: Trx): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('support_sessions')
    .set({ created_at: sql`created_at - ${age}`, started_at: sql`started_at - ${age}`, ended_at: sql`ended_at - ${age}` })
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  // What pg-boss does when the time has come.
  await sql`insert into jobs.job_common (name, policy, retry_limit, retry_delay, expire_seconds, keep_until, deletion_seconds)
    select name, policy, retry_limit, retry_delay, expire_seconds, now() + interval '1 day', 3600
    from jobs.queue where name = ${vanishJob} on conflict do nothing`.execute(trx);
  return true;
}

const dataDir = process.env['DATA_DIR'] ?? '';
const reader = await openForReading({ dataDir, databaseUrl: undefined, logger: createLogger({ level: 'warn' }) });
try {
  let isFound = false;
  for (const { id } of await reader.db.listTenants()) isFound = (await reader.db.inTenant(id, letTimeGoBy)) || isFound;
  if (!isFound) throw new Error(`there is no session ${sessionId}`);
} finally {
  await reader.close();
}
