import { createHash } from 'node:crypto';
import type { Trx } from '../../storage/index.ts';

/** 20,000 messages of at most 64 KiB: a piece of them at a time. */
const piece = 200;

/** How much a session's log is, and the SHA-256 of its rows' bytes in order. */
export async function digestLog(
  trx: Trx,
  tenantId: string,
  sessionId: string,
): Promise<{ readonly entries: number; readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let entries = 0;
  let bytes = 0;
  for (let after = 0; ;) {
    const rows = await trx
      .selectFrom('support_log')
      .where('tenant_id', '=', tenantId)
      .where('session_id', '=', sessionId)
      .where('number', '>', after)
      .orderBy('number')
      .limit(piece)
      .select(['number', 'body'])
      .execute();
    for (const { body } of rows) {
      hash.update(body);
      bytes += body.length;
    }
    entries += rows.length;
    after = rows.at(-1)?.number ?? after;
    if (rows.length < piece) return { entries, bytes, sha256: hash.digest('hex') };
  }
}
