import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receiptQuerySchema } from '../../../protocol/support/retention.ts';
import type { Actor } from '../../identity/index.ts';
import type { Shredding } from '../../storage/index.ts';
import { newId } from '../../platform/ids.ts';
import { FileKeyStore } from '../../storage/objects/file-key-store.ts';
import { backUp } from '../testing/backup.testing.ts';
import { customerName, logText, openRetentionBench, type FilledSession, type RetentionBench } from '../testing/retention.testing.ts';
import { digestOf } from './receipt.ts';

const hourMs = 3_600_000;
let bench: RetentionBench;
let alice: Actor;
let session: FilledSession;
let tenants = 0;
beforeAll(async () => {
  bench = await openRetentionBench();
});
beforeEach(async () => {
  const tenantId = await bench.database.createTenant(`vanish-${String((tenants += 1))}`);
  alice = bench.person(tenantId);
  session = await bench.ended(alice);
});
afterAll(() => bench.close());

const named = () => ({ sessionId: session.id, id: session.still });

async function stillBytes(): Promise<Buffer> {
  const { reader } = await bench.artefacts.open(alice, named());
  try {
    return await reader.read(0, reader.facts.bytes);
  } finally {
    await reader.close();
  }
}

/** How many rows of all tables say it. */
async function hits(text: string): Promise<number> {
  const tables = await bench.database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'deskline' and c.relkind = 'r'`,
  );
  let count = 0;
  for (const { name } of tables) {
    const [found] = await bench.database.query<{ count: string }>(`select count(*) from deskline.${name} t where t::text like $1`, [
      `%${text}%`,
    ]);
    count += Number(found?.count);
  }
  return count;
}

async function rowsLeft(): Promise<Readonly<Record<string, number>>> {
  const left: Record<string, number> = {};
  for (const table of ['support_log', 'support_artefacts', 'support_seats', 'support_invites']) {
    const [found] = await bench.database.query<{ count: string }>(`select count(*) from deskline.${table} where session_id = $1`, [
      session.id,
    ]);
    left[table] = Number(found?.count);
  }
  return left;
}

async function* sealed(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const receipt = async () => (await bench.keeping.retention.keeping(alice, session.id)).receipt;
const notes = async () => (await bench.notes.read(alice.tenantId, session.id, {}))?.sealed;
const noRows = { support_log: 0, support_artefacts: 0, support_seats: 0, support_invites: 0 };

describe('a Seeit session, 72 hours after its end', () => {
  it('[SU380] is whole one millisecond before, closed at that moment, and deleted by the job', async () => {
    bench.clock.advance(72 * hourMs - 1);
    await bench.runJob();
    expect((await stillBytes()).equals(session.content)).toBe(true);
    expect(await receipt()).toBeNull();
    bench.clock.advance(1);
    await expect(bench.artefacts.open(alice, named())).rejects.toMatchObject({ code: 'content-gone' });
    await expect(bench.artefacts.list(alice, session.id)).rejects.toMatchObject({ code: 'content-gone' });
    expect(bench.filesOf(alice.tenantId)).toHaveLength(2);
    await bench.runJob();
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
    expect(await rowsLeft()).toEqual(noRows);
  });

  it('[SU380] [SU382] what was kept after the end goes with it: what was written, and the session’s own receipt', async () => {
    for (const kind of ['transcript', 'receipt'] as const)
      await bench.artefacts.keep(alice, session.id, { kind, name: kind, content: sealed(`${kind} of it`) });
    expect(bench.filesOf(alice.tenantId)).toHaveLength(4);
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
    expect(await rowsLeft()).toEqual(noRows);
    expect((await receipt())?.items.map(({ what }) => what).toSorted()).toEqual(['log', 'receipt', 'still', 'still', 'transcript']);
  });

  it('[SU381] leaves bare figures: no name of the customer, no notes, no key, no address', async () => {
    const key = async () => (await bench.database.shredding.matters(alice.tenantId)).length;
    expect(await key()).toBe(1);
    expect(await hits('203.0.113.9')).toBeGreaterThan(0);
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    expect(await key()).toBe(0);
    expect(await hits(session.still)).toBe(1); // The audit log's entry that it was kept, by its id.
    const [row] = await bench.database.query<{ text: string }>('select s::text as text from deskline.support_sessions s where id = $1', [
      session.id,
    ]);
    expect(row?.text).toContain('solved');
    expect(row?.text).not.toContain('Carla');
    expect(await bench.sessions.find(alice.tenantId, session.id)).toMatchObject({ customerName: '', people: [] });
    const [addresses] = await bench.database.query<{ count: string }>(
      `select count(*) from deskline.audit_people where tenant_id = $1 and value = '203.0.113.9'`,
      [alice.tenantId],
    );
    expect(Number(addresses?.count)).toBe(0);
  });

  it('[SU470] the name of somebody who was expected and never came is in no row, and goes with the session’s key', async () => {
    const expected = 'Bernadette Unseen';
    const id = newId();
    const at = () => new Date(bench.clock.now());
    const made = { id, kind: 'camera', customerName: expected, ownerId: alice.userId, ownerName: 'Alice', createdAt: at() } as const;
    expect(await bench.sessions.add(alice.tenantId, made, alice)).toMatchObject({ customerName: expected, people: [] });
    expect(await hits(expected)).toBe(0);
    expect(await hits('Alice'), 'control: a name in the clear is found').toBeGreaterThan(0);
    await bench.sessions.end(alice.tenantId, id, { reason: 'nobody-came', at: at(), by: {} });
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    expect(await bench.sessions.find(alice.tenantId, id)).toMatchObject({ customerName: '' });
  });

  it('[SU382] has a receipt of kinds, counts and hashes, without content; its hash is in the audit log', async () => {
    bench.clock.advance(72 * hourMs + 5_000);
    await bench.runJob();
    const made = await receipt();
    expect(made).toMatchObject({
      sessionId: session.id,
      kind: 'camera',
      rule: 'camera-72-hours',
      dueAt: new Date(bench.clock.now() - 5_000).toISOString(),
      completedAt: new Date(bench.clock.now()).toISOString(),
      counts: { files: 2, logEntries: 2, seats: 1, invites: 0, notes: 1, names: 1 },
      items: [
        { what: 'still', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
        { what: 'still', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
        { what: 'log', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      ],
    });
    if (!made) throw new Error('there is a receipt');
    const { completedAt: _completed, sha256, ...facts } = made;
    expect(digestOf(facts).toString('hex')).toBe(sha256);
    expect(JSON.stringify(made)).not.toMatch(/Carla|Boiler|Alice/u);
    const entries = await bench.database.query<{ after: { sha256: string } }>(
      `select after from deskline.audit_entries where subject_id = $1 and action = 'support.content-vanished'`,
      [session.id],
    );
    expect(entries.map(({ after }) => after.sha256)).toEqual([sha256]);
  });

  it('[SU383] a second run finds nothing to do; a screen session without a setting stays', async () => {
    const screen = await bench.ended(alice, 'screen');
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    const first = await receipt();
    bench.clock.advance(400 * 24 * hourMs);
    await bench.runJob();
    expect(await receipt()).toEqual(first);
    expect(await bench.artefacts.list(alice, screen.id)).toHaveLength(1);
  });

  it('[SU384] takes along what was uploaded and cut short, and nothing can be added to it any more', async () => {
    const writer = await bench.database.objects.create({
      tenantId: alice.tenantId,
      retentionClass: 'support',
      contentType: 'application/octet-stream',
      shredId: session.id,
    });
    await writer.write(Buffer.from('half'));
    await writer.cut();
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    expect((await receipt())?.items.map(({ what }) => what)).toEqual(['still', 'still', 'unlisted', 'log']);
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
    const late = bench.artefacts.keep(alice, session.id, { kind: 'still', name: 'Late', content: (async function* () {})() });
    await expect(late).rejects.toMatchObject({ code: 'content-gone' });
  });

  it('[SU385] another tenant’s session is not touched, and not found', async () => {
    const globex = bench.person(await bench.database.createTenant(`vanish-other-${String(tenants)}`));
    const theirs = await bench.ended(globex, 'screen');
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    expect(await bench.artefacts.list(globex, theirs.id)).toHaveLength(1);
    await expect(bench.keeping.retention.keeping(globex, session.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench.keeping.holds.hold(globex, session.id, 'not mine')).rejects.toMatchObject({ code: 'not-found' });
    expect((await bench.keeping.retention.receipts(globex, receiptQuerySchema.parse({}))).items).toEqual([]);
  });
});

describe('a job that is killed', () => {
  const death = () => Promise.reject(new Error('killed'));
  const broken = (shred: Shredding['shred']): Shredding => {
    const { shredding } = bench.database;
    return {
      prepare: (matter) => shredding.prepare(matter),
      seal: (...args) => shredding.seal(...args),
      open: (...args) => shredding.open(...args),
      objectsOf: (matter) => shredding.objectsOf(matter),
      objectOf: (...args) => shredding.objectOf(...args),
      shredClass: (...args) => shredding.shredClass(...args),
      matters: (tenantId) => shredding.matters(tenantId),
      shred,
    };
  };
  /** The key is gone, and no byte is. */
  const keyOnly: Shredding['shred'] = async ({ tenantId, shredId }) => {
    const keys = new FileKeyStore(join(bench.database.dataDir, 'keystore', 'class-keys.json'));
    await keys.update(async (before) => ({
      ...before,
      keys: before.keys.filter((key) => key.tenantId !== tenantId || key.shredId !== shredId),
    }));
    await death();
  };

  it.each([
    ['before the key is destroyed', () => bench.other({ shredding: broken(death) })],
    ['between the key and the bytes', () => bench.other({ shredding: broken(keyOnly) })],
    ['between bytes and rows', () => bench.other({ objects: { create: death, open: death, delete: death } })],
    ['before the receipt is completed', () => bench.other({ audit: { append: death, eraseStrangers: async () => 0 } })],
  ])('[SU386] %s: nothing is given out, and the next run finishes it under the receipt that was begun', async (_when, open) => {
    bench.clock.advance(72 * hourMs);
    await expect(bench.runJob(open())).rejects.toThrow('of the job support-vanish could not be done');
    const begun = await receipt();
    expect(begun).toMatchObject({ completedAt: null, counts: { files: 2, logEntries: 2 } });
    await expect(bench.artefacts.open(alice, named())).rejects.toMatchObject({ code: 'content-gone' });
    await expect(bench.keeping.holds.hold(alice, session.id, 'too late')).rejects.toMatchObject({ code: 'content-gone' });
    bench.clock.advance(60_000);
    await bench.runJob();
    expect(await receipt()).toEqual({ ...begun, completedAt: new Date(bench.clock.now()).toISOString() });
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
    expect(await rowsLeft()).toEqual(noRows);
    expect(await bench.database.shredding.matters(alice.tenantId)).toEqual([]);
  });
});

describe('a backup from before', () => {
  it('[SU387] restored after the content is gone, opens neither files nor log; the next run deletes it again', async () => {
    const backup = await backUp(bench.database);
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    await backup.restore();
    backup.close();
    const [stored] = await bench.database.query<{ object_id: string }>(
      'select object_id from deskline.support_artefacts where session_id = $1',
      [session.id],
    );
    expect(bench.filesOf(alice.tenantId)).toHaveLength(2);
    await expect(bench.database.objects.open(alice.tenantId, stored?.object_id ?? '')).rejects.toMatchObject({ code: 'refused' });
    await expect(bench.logs.read(alice.tenantId, session.id, 0, 10)).rejects.toMatchObject({ code: 'refused' });
    // Control: the same row of the backup tells it while the key is there, in the next test.
    expect(await bench.sessions.find(alice.tenantId, session.id)).toMatchObject({
      customerName: '',
      people: ['–'],
    });
    expect(await notes()).toBeUndefined();
    expect(await hits(customerName)).toBe(0);
    await bench.runJob();
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
    expect(await rowsLeft()).toEqual(noRows);
    expect(await receipt()).toMatchObject({ rule: 'camera-72-hours', completedAt: expect.any(String) });
  });

  it('[SU387] control: with a copy of the keystore, against the rules, it does open', async () => {
    const backup = await backUp(bench.database, { hasKeystore: true });
    bench.clock.advance(72 * hourMs);
    await bench.runJob();
    await backup.restore();
    backup.close();
    const [stored] = await bench.database.query<{ object_id: string }>(
      'select object_id from deskline.support_artefacts where session_id = $1',
      [session.id],
    );
    const reader = await bench.database.objects.open(alice.tenantId, stored?.object_id ?? '');
    expect((await reader?.read(0, session.content.length))?.equals(session.content)).toBe(true);
    expect(await bench.sessions.find(alice.tenantId, session.id)).toMatchObject({ customerName, people: [customerName] });
    expect(await notes()).toEqual(Buffer.from('notes'));
    const entries = await bench.logs.read(alice.tenantId, session.id, 0, 10);
    expect(entries.map(({ body }) => body.toString())).toEqual([logText, logText]);
  });
});
