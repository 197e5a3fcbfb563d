import { request } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { meSchema } from '../../../protocol/identity/session.ts';
import {
  artefactListSchema,
  artefactPartSchema,
  artefactSchema,
  maxArtefactPartBytes,
  sealedNotesSchema,
} from '../../../protocol/support/records.ts';
import { cannedRepliesSchema, reportSchema } from '../../../protocol/support/session.ts';
import { newId } from '../../platform/ids.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
let alice: Visitor;
let bob: Visitor;
let sessionId: string;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
  alice = await deskline.person('alice@acme.test');
  bob = await deskline.person('bob@acme.test');
});
beforeEach(async () => {
  sessionId = await sessionOf(alice);
});
afterAll(() => deskline.close());

async function sessionOf(owner: Visitor, values: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { tenant, userId, displayName } = meSchema.parse((await owner.get('/api/session')).body);
  const row = {
    tenant_id: tenant.id,
    id: newId(),
    kind: 'screen',
    owner_id: userId,
    owner_name: displayName,
    created_at: new Date(),
    ...values,
  };
  const places = Object.keys(row).map((_key, index) => `$${String(index + 1)}`);
  await deskline.database.query(
    `insert into deskline.support_sessions (${Object.keys(row).join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  );
  return row.id;
}

/** Sends more than may be sent without saying beforehand how much, on a connection of its own. */
function statusOfEndlessUpload(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: alice.cookieHeader, origin: deskline.origin, 'x-csrf-token': alice.csrfToken ?? '' };
    const upload = request(deskline.origin + path, { method: 'POST', agent: false, headers }, (answer) => {
      resolve(answer.statusCode);
      upload.destroy();
    });
    upload.on('error', reject);
    const mebibyte = Buffer.alloc(1024 * 1024);
    Readable.from(Array.from({ length: maxArtefactPartBytes / mebibyte.length + 1 }, () => mebibyte)).pipe(upload);
  });
}

const artefactsOf = (id: string): string => `/api/support/sessions/${id}/artefacts`;
const notesOf = (id: string): string => `/api/support/sessions/${id}/notes`;
const sealed = Buffer.from('sealed bytes '.repeat(20_000));
async function kept(by: Visitor): Promise<string> {
  const answer = await by.request('POST', `${artefactsOf(sessionId)}?kind=recording&name=Part%201`, sealed);
  expect(answer.status).toBe(201);
  return artefactSchema.parse(answer.body).id;
}

describe('what is kept of a session', () => {
  it('[SU62] comes back as it was sent, whole or in part, under its name', async () => {
    const id = await kept(alice);
    const { items } = artefactListSchema.parse((await alice.get(artefactsOf(sessionId))).body);
    expect(items).toEqual([
      {
        id,
        kind: 'recording',
        name: 'Part 1',
        bytes: sealed.length,
        parts: 1,
        createdAt: expect.any(String),
        createdBy: expect.stringContaining('Alice'),
      },
    ]);
    const whole = await alice.download(`${artefactsOf(sessionId)}/${id}`);
    expect(whole.content.equals(sealed)).toBe(true);
    expect(whole.headers.get('content-disposition')).toContain("filename*=UTF-8''Part%201");
    const part = await alice.download(`${artefactsOf(sessionId)}/${id}`, 'bytes=65530-65545');
    expect(part.content.equals(sealed.subarray(65_530, 65_546))).toBe(true);
  });

  it('[SU63] is there for its experts and for who may read all, for nobody else', async () => {
    const id = await kept(alice);
    for (const path of [artefactsOf(sessionId), `${artefactsOf(sessionId)}/${id}`]) {
      expect((await admin.get(path)).status, path).toBe(200);
      expect(refusalOf(await bob.get(path)).code, path).toBe('not-found');
      expect((await deskline.visitor().get(path)).status, path).toBe(401);
    }
    const upload = await bob.request('POST', `${artefactsOf(sessionId)}?kind=still&name=x`, sealed);
    expect(refusalOf(upload).code).toBe('not-found');
    // Named under another session of theirs it is not found either.
    const other = await sessionOf(alice);
    expect(refusalOf(await alice.get(`${artefactsOf(other)}/${id}`)).code).toBe('not-found');
  });

  it('[SU64] is deleted by whoever kept it and by who manages support; bytes and row go, the log has a receipt', async () => {
    const id = await kept(admin);
    expect(refusalOf(await alice.request('DELETE', `${artefactsOf(sessionId)}/${id}`)).code).toBe('forbidden');
    const own = await kept(alice);
    expect((await alice.request('DELETE', `${artefactsOf(sessionId)}/${own}`)).status).toBe(204);
    expect((await admin.request('DELETE', `${artefactsOf(sessionId)}/${id}`)).status).toBe(204);
    expect(refusalOf(await alice.get(`${artefactsOf(sessionId)}/${own}`)).code).toBe('not-found');
    const left = await deskline.database.query<{ count: number }>(
      `select count(*) from deskline.stored_objects where retention_class = 'support'
       and id in (select object_id from deskline.support_artefacts where session_id = $1)`,
      [sessionId],
    );
    expect(Number(left[0]?.count)).toBe(0);
    const receipts = await deskline.database.query<{ action: string }>(
      `select action from deskline.audit_entries where subject_id = $1 order by id`,
      [sessionId],
    );
    expect(receipts.map(({ action }) => action)).toEqual([
      'support.artefact-kept',
      'support.artefact-kept',
      'support.artefact-deleted',
      'support.artefact-deleted',
    ]);
  });

  it('[SU288] grows part by part, in order and each once; only who began it goes on', async () => {
    const own = newId();
    const first = `${artefactsOf(sessionId)}?id=${own}&kind=recording&name=recording`;
    for (const body of [sealed, Buffer.from('the same again')]) {
      const answer = await alice.request('POST', first, body);
      expect(artefactSchema.parse(answer.body)).toMatchObject({ id: own, bytes: sealed.length, parts: 1 });
    }
    const part = (number: number): string => `${artefactsOf(sessionId)}/${own}/parts/${String(number)}`;
    const put = (number: number, text: string, by = alice) => by.request('PUT', part(number), Buffer.from(text));
    expect(refusalOf(await put(2, 'too early')).code).toBe('invalid-fields');
    for (const text of ['one', 'another one']) expect(artefactPartSchema.parse((await put(1, text)).body)).toEqual({ number: 1, bytes: 3 });
    expect((await put(2, 'two')).status).toBe(200);
    expect(refusalOf(await put(3, 'three', admin)).code).toBe('forbidden');
    expect(refusalOf(await put(3, 'three', bob)).code).toBe('not-found');
    expect(refusalOf(await put(0, 'zero')).code).toBe('not-found');
    const { items } = artefactListSchema.parse((await alice.get(artefactsOf(sessionId))).body);
    expect(items).toMatchObject([{ id: own, bytes: sealed.length + 6, parts: 3 }]);
    const told = await Promise.all([1, 2].map(async (number) => (await admin.download(part(number))).content.toString()));
    expect(told).toEqual(['one', 'two']);
    expect(refusalOf(await alice.get(part(3))).code).toBe('not-found');
    expect(refusalOf(await bob.get(part(1))).code).toBe('not-found');
    expect((await alice.request('DELETE', `${artefactsOf(sessionId)}/${own}`)).status).toBe(204);
    expect(refusalOf(await alice.get(part(1))).code).toBe('not-found');
    const left = await deskline.database.query(`select 1 from deskline.support_artefact_parts where artefact_id = $1`, [own]);
    expect(left).toEqual([]);
  });

  it('[SU289] whoever takes a file or notes is in the audit log', async () => {
    const id = await kept(alice);
    await admin.download(`${artefactsOf(sessionId)}/${id}`);
    await alice.get(notesOf(sessionId));
    await alice.request('PUT', notesOf(sessionId), { sealed: 'c2VhbGVk', version: 0 });
    await alice.request('PUT', notesOf(sessionId), { sealed: 'c2VhbGVk', version: 1 });
    await admin.get(notesOf(sessionId));
    const receipts = await deskline.database.query<{ action: string }>(
      `select action from deskline.audit_entries where subject_id = $1 order by id`,
      [sessionId],
    );
    expect(receipts.map(({ action }) => action)).toEqual([
      'support.artefact-kept',
      'support.artefact-opened',
      'support.notes-changed',
      'support.notes-opened',
    ]);
  });

  it('[SU290] sealed notes have a version of their own; of two who change the same one the second is told', async () => {
    const path = notesOf(sessionId);
    const notes = async (by: Visitor) => sealedNotesSchema.parse((await by.get(path)).body);
    expect(await notes(alice)).toEqual({ sealed: null, version: 0, changedAt: null, changedBy: null });
    const sealedText = Buffer.from('sealed').toString('base64url');
    expect((await alice.request('PUT', path, { sealed: sealedText, version: 0 })).body).toMatchObject({ sealed: sealedText, version: 1 });
    expect(refusalOf(await admin.request('PUT', path, { sealed: 'b3RoZXI', version: 0 })).code).toBe('changed-meanwhile');
    expect(await notes(admin)).toMatchObject({ sealed: sealedText, version: 1, changedBy: expect.stringContaining('Alice') });
    expect(refusalOf(await bob.get(path)).code).toBe('not-found');
    expect(refusalOf(await bob.request('PUT', path, { sealed: sealedText, version: 1 })).code).toBe('not-found');
    expect(refusalOf(await alice.request('PUT', path, { sealed: 'not base64url!', version: 1 })).code).toBe('invalid-fields');
  });

  it('[SU65] is refused when it is too large or of no known kind, and leaves nothing behind', async () => {
    const count = async (): Promise<number> => {
      const rows = await deskline.database.query<{ count: number }>(
        `select count(*) from deskline.stored_objects where retention_class = 'support'`,
        [],
      );
      return Number(rows[0]?.count);
    };
    const before = await count();
    expect(await statusOfEndlessUpload(`${artefactsOf(sessionId)}?kind=recording&name=x`)).toBe(413);
    expect((await alice.request('POST', `${artefactsOf(sessionId)}?kind=film&name=x`, sealed)).status).toBe(422);
    expect(await count()).toBe(before);
  });
});

describe('ready answers', () => {
  const path = '/api/support/canned-replies';
  const items = [{ title: 'Greeting', text: 'Good morning, how can I help?' }];

  it('[SU66] are one list, which admins change and every expert reads; the slower of two is told', async () => {
    expect(cannedRepliesSchema.parse((await bob.get(path)).body)).toEqual({ items: [], version: 0 });
    expect(refusalOf(await bob.request('PUT', path, { items, version: 0 })).code).toBe('forbidden');
    expect((await admin.request('PUT', path, { items, version: 0 })).body).toEqual({ items, version: 1 });
    for (const version of [0, 2])
      expect(refusalOf(await admin.request('PUT', path, { items: [], version })).code).toBe('changed-meanwhile');
    expect((await bob.get(path)).body).toEqual({ items, version: 1 });
    expect((await admin.request('PUT', path, { items: [], version: 1 })).body).toEqual({ items: [], version: 2 });
    const globex = await deskline.person('erin@globex.test');
    expect((await globex.get(path)).body).toEqual({ items: [], version: 0 });
  });
});

describe('reports', () => {
  const day = new Date('2026-03-01T10:00:00.000Z');
  const query = '?from=2026-03-01T00:00:00.000Z&to=2026-03-02T00:00:00.000Z';

  it('[SU67] count a period’s sessions: all for who may read all, else one’s own', async () => {
    const ended = { created_at: day, started_at: day, ended_at: new Date(day.getTime() + 90_000), state: 'done', end_reason: 'done' };
    await sessionOf(alice, { ...ended, outcome: 'solved', rating: 5, capabilities: ['point', 'view'], customer_name: '=HYPERLINK("x")' });
    await sessionOf(bob, { ...ended, rating: 4, capabilities: ['view'] });
    const all = reportSchema.parse((await admin.get(`/api/support/reports${query}`)).body);
    expect(all).toMatchObject({ sessions: 2, reached: 2, seconds: 180, averageRating: 4.5, ratings: 2, outcomes: { solved: 1, none: 1 } });
    expect(all.people).toHaveLength(2);
    expect(all.capabilities).toEqual([
      { name: 'view', sessions: 2 },
      { name: 'point', sessions: 1 },
    ]);
    const own = reportSchema.parse((await alice.get(`/api/support/reports${query}`)).body);
    expect(own).toMatchObject({ sessions: 1, seconds: 90, averageRating: 5, people: [{ sessions: 1 }] });
    const table = await admin.download(`/api/support/reports/sessions.csv${query}`);
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = table.content.toString('utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines.find((line) => line.includes('HYPERLINK'))).toContain(`"'=HYPERLINK(""x"")"`);
    const globex = await deskline.person('erin@globex.test');
    expect(reportSchema.parse((await globex.get(`/api/support/reports${query}`)).body).sessions).toBe(0);
  });

  it('[SU67] of no time, or of more than 400 days, are refused', async () => {
    const shape = z.object({ fields: z.record(z.string(), z.string()) });
    for (const [from, to, why] of [
      ['2026-03-02', '2026-03-02', 'too-early'],
      ['2026-03-02', '2027-05-02', 'too-late'],
    ]) {
      const answer = await admin.get(`/api/support/reports?from=${from ?? ''}T00:00:00.000Z&to=${to ?? ''}T00:00:00.000Z`);
      expect(answer.status).toBe(422);
      expect(shape.parse(answer.body).fields).toEqual({ to: why });
    }
  });
});
