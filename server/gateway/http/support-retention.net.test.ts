import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldPageSchema, receiptPageSchema, sessionKeepingSchema, supportRetentionSchema } from '../../../protocol/support/retention.ts';
import { artefactSchema } from '../../../protocol/support/records.ts';
import { sessionDetailSchema } from '../../../protocol/support/session.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { inviteBy, SeatClient } from '../testing/support.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

const hourMs = 3_600_000;
const clock = new FakeClock(Date.now());
let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
});
afterAll(() => deskline.close());

/** Web sessions end while days go by. */
const alice = () => deskline.person('alice@acme.test');
const admin = () => deskline.person('admin@acme.test');

interface Gone {
  readonly sessionId: string;
  readonly artefactId: string;
  readonly token: string;
  readonly routingId: string;
}

/** A camera session in which something was said and kept, and which its owner ended. */
async function ended(owner: Visitor): Promise<Gone> {
  const { id: sessionId } = sessionDetailSchema.parse((await owner.request('POST', '/api/support/sessions', { kind: 'camera' })).body);
  const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId });
  const { routingId } = await inviteBy(expert);
  const customer = await SeatClient.enter(deskline.visitor(), { kind: 'link', routingId }, { name: 'Carla' });
  const { token } = (await customer.welcome()).seat;
  customer.log(1, 'said');
  await expert.until('what was said', () => expert.texts[0]);
  const kept = await owner.request('POST', `/api/support/sessions/${sessionId}/artefacts?kind=still&name=Boiler`, Buffer.from('sealed'));
  await owner.request('PUT', `/api/support/sessions/${sessionId}/notes`, { sealed: 'c2VhbGVk', version: 0 });
  expect((await owner.request('POST', `/api/support/sessions/${sessionId}/end`, {})).status).toBe(200);
  return { sessionId, artefactId: artefactSchema.parse(kept.body).id, token, routingId };
}

const one = ({ sessionId }: Gone, what: string): string => `/api/support/sessions/${sessionId}${what}`;
const contents = (gone: Gone): readonly string[] =>
  ['/artefacts', `/artefacts/${gone.artefactId}`, '/notes'].map((what) => one(gone, what));

/** With what a customer who comes back by their seat, or anew by the link, is turned away. */
async function customersReach({ token, routingId }: Gone): Promise<readonly string[]> {
  const back = await SeatClient.knock(deskline.visitor(), { kind: 'seat', token });
  const anew = await SeatClient.knock(deskline.visitor(), { kind: 'link', routingId }, { name: 'Carla' });
  const reasons = [(await back.closing()).reason, (await anew.closing()).reason];
  expect([...back.all('log'), ...anew.all('log')]).toEqual([]);
  return reasons;
}

describe('what is gone', () => {
  it('[SU393] is given neither to staff nor to a customer, before the job and after it; until then it is', async () => {
    const gone = await ended(await alice());
    clock.advance(72 * hourMs - 60_000);
    const before = await alice();
    for (const path of contents(gone)) expect((await before.get(path)).status, path).toBe(200);
    expect(sessionDetailSchema.parse((await before.get(one(gone, ''))).body)).toMatchObject({
      customerName: 'Carla',
      keeping: { isGone: false },
    });
    clock.advance(60_000);
    for (const isDeleted of [false, true]) {
      if (isDeleted) await deskline.supportJobs.fire('support-vanish');
      const [owner, manager] = [await alice(), await admin()];
      for (const path of contents(gone))
        for (const staff of [owner, manager]) expect(refusalOf(await staff.get(path)).code, path).toBe('content-gone');
      expect(refusalOf(await manager.get(one(gone, '/relay-view'))).code).toBe('content-gone');
      expect(sessionDetailSchema.parse((await owner.get(one(gone, ''))).body)).toMatchObject({
        customerName: '',
        people: [],
        keeping: { isGone: true, rule: 'camera-72-hours' },
      });
      for (const reason of await customersReach(gone)) expect(['over', 'unknown', 'used', 'expired']).toContain(reason);
    }
    const { receipt, files } = sessionKeepingSchema.parse((await (await alice()).get(one(gone, '/keeping'))).body);
    expect(receipt).toMatchObject({ rule: 'camera-72-hours', counts: { files: 1, notes: 1 }, completedAt: expect.any(String) });
    expect(files).toEqual([]);
    const list = receiptPageSchema.parse((await (await admin()).get('/api/support/receipts')).body);
    expect(list.items).toEqual([receipt]);
    expect(refusalOf(await (await alice()).get('/api/support/receipts')).code).toBe('forbidden');
    const erin = await deskline.person('erin@globex.test');
    expect(refusalOf(await erin.get(one(gone, '/keeping'))).code).toBe('not-found');
  });

  it('[SU390] holds and times are set over the routes by who may', async () => {
    const gone = await ended(await alice());
    const [owner, manager] = [await alice(), await admin()];
    expect(refusalOf(await owner.request('PUT', one(gone, '/hold'), { reason: 'Claim 4711' })).code).toBe('forbidden');
    expect((await manager.request('PUT', one(gone, '/hold'), { reason: ' ' })).status).toBe(422);
    const held = sessionKeepingSchema.parse((await manager.request('PUT', one(gone, '/hold'), { reason: 'Claim 4711' })).body);
    expect(held).toMatchObject({ isHeld: true, mayHold: true, hold: { reason: 'Claim 4711' } });
    expect(refusalOf(await manager.request('DELETE', one(gone, `/artefacts/${gone.artefactId}`))).code).toBe('on-hold');
    const asked = sessionKeepingSchema.parse((await manager.request('DELETE', one(gone, '/hold'))).body);
    expect(asked.hold).toMatchObject({ didIAsk: true });
    expect(refusalOf(await manager.request('DELETE', one(gone, '/hold'))).code).toBe('forbidden');
    const path = '/api/support/retention';
    expect(refusalOf(await owner.request('PUT', path, { screenDays: 30, version: 0 })).code).toBe('forbidden');
    expect(supportRetentionSchema.parse((await manager.request('PUT', path, { screenDays: 30, version: 0 })).body).version).toBe(1);
    expect((await manager.request('PUT', path, { screenDays: 0, version: 1 })).status).toBe(422);
    expect(supportRetentionSchema.parse((await owner.get(path)).body)).toEqual({ screenDays: 30, version: 1 });
    const erin = await deskline.person('erin@globex.test');
    expect(supportRetentionSchema.parse((await erin.get(path)).body)).toEqual({ screenDays: null, version: 0 });
  });

  it('[SU396] receipts are found by part of an id or of their hash, sorted and paged, by those who manage support alone', async () => {
    const [first, second] = [await ended(await alice()), await ended(await alice())];
    clock.advance(72 * hourMs);
    await deskline.supportJobs.fire('support-vanish');
    const manager = await admin();
    const list = async (query: string) => receiptPageSchema.parse((await manager.get(`/api/support/receipts?${query}`)).body);
    const all = await list('');
    const [newest] = all.items;
    if (!newest) throw new Error('there is no receipt');
    expect(all.items.map(({ begunAt }) => begunAt)).toEqual(
      all.items
        .map(({ begunAt }) => begunAt)
        .toSorted()
        .toReversed(),
    );
    expect((await list(`query=${first.sessionId.toUpperCase()}`)).items).toMatchObject([{ sessionId: first.sessionId }]);
    expect((await list(`query=${second.sessionId.slice(9)}`)).items).toMatchObject([{ sessionId: second.sessionId }]);
    expect(await list(`query=${newest.sha256.slice(8, 40)}`)).toMatchObject({ total: 1, items: [{ sha256: newest.sha256 }] });
    expect(await list('query=nothing-of-this%25')).toEqual({ items: [], total: 0 });
    const oldestFirst = await list('sort=sessionEndedAt&direction=ascending&pageSize=1&page=2');
    expect(oldestFirst.total).toBe(all.total);
    expect(oldestFirst.items).toHaveLength(1);
    expect((await manager.get('/api/support/receipts?sort=items')).status).toBe(422);
    const erin = await deskline.person('erin@globex.test');
    expect(receiptPageSchema.parse((await erin.get('/api/support/receipts')).body)).toEqual({ items: [], total: 0 });
    expect(refusalOf(await (await alice()).get('/api/support/receipts')).code).toBe('forbidden');
  });

  it('[SU397] what is held is listed with who and why, to those who manage support; another tenant’s is not', async () => {
    const gone = await ended(await alice());
    const manager = await admin();
    await manager.request('PUT', one(gone, '/hold'), { reason: 'Claim 4712' });
    const list = async (query: string) => heldPageSchema.parse((await manager.get(`/api/support/holds?${query}`)).body);
    const held = { sessionId: gone.sessionId, kind: 'camera', ownerName: 'Alice Adams', reason: 'Claim 4712', releaseAskedBy: null };
    expect((await list('query=claim%204712')).items).toMatchObject([held]);
    expect((await list('query=4712&sort=by')).total).toBe(1);
    expect((await list('query=4799')).items).toEqual([]);
    await manager.request('DELETE', one(gone, '/hold'));
    expect((await list('query=4712')).items).toMatchObject([{ releaseAskedBy: expect.any(String), didIAsk: true }]);
    expect(refusalOf(await (await alice()).get('/api/support/holds')).code).toBe('forbidden');
    const stranger = await deskline.person('erin@globex.test');
    expect(heldPageSchema.parse((await stranger.get('/api/support/holds')).body)).toEqual({ items: [], total: 0 });
  });
});
