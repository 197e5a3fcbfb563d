import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.testing.ts';
import { CheckpointFiles, loadCheckpointSigner } from './checkpoints.ts';
import { verifyTenant, type TenantVerdict } from './verify-tenant.ts';

let test: TestDatabase;
let clock: FakeClock;
let tenant: string;
beforeEach(async () => {
  clock = new FakeClock();
  test = await createTestDatabase({ clock });
  tenant = await test.createTenant('acme');
});
afterEach(() => test.close());

async function append(action: string): Promise<void> {
  const userId = newId();
  await test.db.inTenant(tenant, (trx) =>
    test.audit.append(tenant, trx, {
      actorUserId: userId,
      action,
      subjectKind: 'user',
      subjectId: userId,
      before: { email: 'alice@acme.test', role: 'user' },
      after: { email: 'alice.new@acme.test', role: 'admin' },
      address: '192.0.2.7',
    }),
  );
  clock.advance(1);
}

/** Ten entries in three passes of the chainer: checkpoints after 4, 8 and 10. */
async function fill(): Promise<void> {
  for (const batch of [4, 4, 2]) {
    for (let count = 0; count < batch; count += 1) await append('user.updated');
    await test.chainer.chain(tenant);
  }
}

const verify = (): Promise<TenantVerdict> =>
  verifyTenant(
    { db: test.db, signer: loadCheckpointSigner(join(test.dataDir, 'keys')), files: new CheckpointFiles(join(test.dataDir, 'audit')) },
    tenant,
  );

const checkpointFile = (): string => join(test.dataDir, 'audit', `${tenant}.jsonl`);

describe('the audit log', () => {
  it('[ST60] verifies when nobody touched it', async () => {
    await fill();
    expect(await verify()).toEqual({ tenantId: tenant, entries: 10, checkpoints: 3, waiting: 0, broken: undefined });
  });

  it('[ST60] of an empty tenant verifies', async () => {
    expect(await verify()).toMatchObject({ entries: 0, broken: undefined });
  });

  it('[ST61] links an entry within a second of its commit, without being asked', async () => {
    await append('user.created');
    expect(await verify()).toMatchObject({ entries: 1, waiting: 1, checkpoints: 0, broken: undefined });
    clock.advance(1_000);
    await test.chainer.idle();
    expect(await verify()).toMatchObject({ entries: 1, waiting: 0, checkpoints: 1, broken: undefined });
  });

  it('[ST61] links what a server before left, and entries of several passes at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => append('user.created')));
    await Promise.all([test.chainer.chain(tenant), test.chainer.chain(tenant), test.chainer.chain(tenant)]);
    expect(await verify()).toMatchObject({ entries: 12, waiting: 0, broken: undefined });
  });

  it('[ST62] belongs to the caller’s transaction: taken back with it', async () => {
    const attempt = test.db.inTenant(tenant, async (trx) => {
      await test.audit.append(tenant, trx, { action: 'user.created', subjectKind: 'user' });
      throw new Error('taken back');
    });
    await expect(attempt).rejects.toThrow('taken back');
    expect(await verify()).toMatchObject({ entries: 0 });
  });

  it('[ST63] cannot be changed or deleted by the application’s role', async () => {
    await fill();
    for (const table of ['audit_entries', 'audit_links', 'audit_checkpoints'] as const) {
      await expect(test.db.inTenant(tenant, (trx) => trx.deleteFrom(table).execute())).rejects.toMatchObject({ code: 'forbidden' });
      await expect(test.db.inTenant(tenant, (trx) => trx.updateTable(table).set({ tenant_id: tenant }).execute())).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });
});

/** What somebody with the rights of the database's superuser could do, and what the verdict must name. */
const tampering: readonly (readonly [what: string, sql: string, naming: string])[] = [
  ['a changed action', `update deskline.audit_entries set action = 'user.viewed' where id = ENTRY(6)`, 'was changed'],
  ['a changed setting', `update deskline.audit_entries set after = after || '{"role": "user"}' where id = ENTRY(6)`, 'was changed'],
  [
    'a changed time, by a microsecond',
    `update deskline.audit_entries set at = at + interval '1 microsecond' where id = ENTRY(6)`,
    'was changed',
  ],
  ['a changed actor', `update deskline.audit_entries set actor_user_id = gen_random_uuid() where id = ENTRY(6)`, 'was changed'],
  ['a deleted row', `delete from deskline.audit_entries where id = ENTRY(6)`, 'is missing'],
  [
    'a deleted row with its link',
    `with l as (delete from deskline.audit_links where seq = 6 returning entry_id) delete from deskline.audit_entries where id in (select entry_id from l)`,
    'link 6 is missing',
  ],
  [
    'a deleted row with its link, the numbers closed up',
    `delete from deskline.audit_links where seq = 6; update deskline.audit_links set seq = seq - 1 where seq > 6; delete from deskline.audit_entries e where not exists (select from deskline.audit_links l where l.entry_id = e.id)`,
    'was changed',
  ],
  [
    'swapped entries',
    `create temporary table swapped as select * from deskline.audit_links where seq in (5, 6); delete from deskline.audit_links where seq in (5, 6); insert into deskline.audit_links select tenant_id, 11 - seq, entry_id, hash from swapped`,
    'was changed',
  ],
  [
    'an entry put in',
    `insert into deskline.audit_entries (tenant_id, id, at, action, subject_kind) select tenant_id, gen_random_uuid(), now(), 'x', 'x' from deskline.audit_links limit 1`,
    'has no link',
  ],
  [
    'a truncated tail',
    `delete from deskline.audit_links where seq > 8; delete from deskline.audit_entries e where not exists (select from deskline.audit_links l where l.entry_id = e.id)`,
    'the end is cut off: 10 entries were signed for, 8 are left',
  ],
  [
    'a truncated tail with its checkpoints',
    `delete from deskline.audit_links where seq > 8; delete from deskline.audit_checkpoints where seq > 8; delete from deskline.audit_entries e where not exists (select from deskline.audit_links l where l.entry_id = e.id)`,
    'the end is cut off: 10 entries were signed for, 8 are left',
  ],
  [
    'everything emptied',
    `truncate deskline.audit_entries, deskline.audit_links, deskline.audit_checkpoints, deskline.audit_pending`,
    'the end is cut off: 10 entries were signed for, 0 are left',
  ],
  ['a removed checkpoint', `delete from deskline.audit_checkpoints where seq = 8`, 'checkpoint 8 is in the data folder but was removed'],
  [
    'a forged checkpoint',
    `update deskline.audit_checkpoints set signature = decode(repeat('00', 64), 'hex') where seq = 8`,
    'checkpoint 8 is not signed',
  ],
  ['a checkpoint of a foreign key', `update deskline.audit_checkpoints set key_id = 'other' where seq = 8`, 'checkpoint 8 is not signed'],
  [
    'changed words',
    `update deskline.audit_people set value = 'mallory@acme.test' where entry_id = ENTRY(6) and place = 'after.email'`,
    'the words of entry',
  ],
];

describe('tampering is found:', () => {
  it.each(tampering)('[ST64] %s', async (_what, sql, naming) => {
    await fill();
    await test.query(sql.replaceAll('ENTRY(6)', '(select entry_id from deskline.audit_links where seq = 6)'));
    expect((await verify()).broken).toContain(naming);
  });

  it('[ST65] a chain rewritten from the changed row on, with all hashes right', async () => {
    await fill();
    const entries = await test.query<{ seq: number; entry_id: string }>('select seq, entry_id from deskline.audit_links order by seq');
    await test.query(`update deskline.audit_entries set action = 'user.viewed' where id = '${entries[5]?.entry_id}'`);
    await test.query('delete from deskline.audit_links; delete from deskline.audit_checkpoints');
    for (const end of [4, 8, 10]) {
      const waiting = entries.filter(({ seq }) => seq <= end && seq > end - 4 && (end !== 10 || seq > 8));
      for (const { entry_id } of waiting) await test.query(`insert into deskline.audit_pending values ('${tenant}', '${entry_id}')`);
      await test.chainer.chain(tenant);
    }
    expect(entries).toHaveLength(10);
    expect((await verify()).broken).toContain('its signed copy in the data folder says otherwise');
  });

  it('[ST65] links added without a signature', async () => {
    await fill();
    await append('user.created');
    await test.query(
      `insert into deskline.audit_links select tenant_id, 11, entry_id, decode(repeat('00', 32), 'hex') from deskline.audit_pending`,
    );
    expect((await verify()).broken).toBeDefined();
  });

  it('[ST65] a forged line in the data folder', async () => {
    await fill();
    const text = readFileSync(checkpointFile(), 'utf8');
    writeFileSync(checkpointFile(), text.replaceAll(/"signature":"..../g, '"signature":"0000'));
    expect((await verify()).broken).toContain('copy of checkpoint 4 in the data folder is not signed');
  });

  it('[ST66] but a line that a crash cut short is not tampering', async () => {
    await fill();
    const text = readFileSync(checkpointFile(), 'utf8').trimEnd();
    writeFileSync(checkpointFile(), text.slice(0, -40));
    await append('user.created');
    await test.chainer.chain(tenant);
    expect(await verify()).toMatchObject({ entries: 11, checkpoints: 4, broken: undefined });
  });
});

describe('people in the audit log', () => {
  it('[ST67] stand as salted hashes in the entries, and in words for who may read them', async () => {
    await append('user.updated');
    const [entry] = await test.query('select * from deskline.audit_entries');
    expect(JSON.stringify(entry)).not.toMatch(/alice|192\.0\.2/);
    const [record] = await test.db.inTenant(tenant, (trx) => test.audit.list(tenant, trx, { limit: 10 }));
    expect(record).toMatchObject({
      action: 'user.updated',
      before: { email: 'alice@acme.test', role: 'user' },
      after: { email: 'alice.new@acme.test', role: 'admin' },
      address: '192.0.2.7',
    });
  });

  it('[ST68] can be erased, and verification stays green', async () => {
    await fill();
    const [entry] = await test.query<{ subject_id: string }>('select subject_id from deskline.audit_entries order by id limit 1');
    const userId = entry?.subject_id ?? '';
    const gone = await test.db.inTenant(tenant, (trx) => test.audit.erasePerson(tenant, trx, { userId }));
    expect(gone).toBe(3);
    await test.chainer.chain(tenant);
    expect(await test.query(`select 1 from deskline.audit_people where user_id = '${userId}'`)).toEqual([]);
    expect(await verify()).toMatchObject({ entries: 11, broken: undefined });
    const records = await test.db.inTenant(tenant, (trx) =>
      test.audit.list(tenant, trx, { limit: 20, subject: { kind: 'user', id: userId } }),
    );
    expect(records[0]).toMatchObject({ action: 'audit.person_erased' });
    expect(records[1]).toMatchObject({ before: { email: null, role: 'user' }, address: undefined });
  });

  it('[ST69] are listed in pages, newest first', async () => {
    await fill();
    const first = await test.db.inTenant(tenant, (trx) => test.audit.list(tenant, trx, { limit: 6 }));
    const last = first.at(-1);
    const second = await test.db.inTenant(tenant, (trx) => test.audit.list(tenant, trx, { limit: 6, olderThan: last }));
    const ids = [...first, ...second].map((record) => record.id);
    expect(ids).toHaveLength(10);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });
});
