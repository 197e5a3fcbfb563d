import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { meSchema } from '../../../protocol/identity/session.ts';
import { inviteStatusSchema } from '../../../protocol/support/session.ts';
import { inviteLifetimeMs } from '../../../protocol/support/states.ts';
import { networksOf } from '../../platform/networks.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { meet, newInvite, newSession } from '../testing/meeting.testing.ts';
import { SeatClient } from '../testing/support.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

const clock = new FakeClock(Date.now());
let deskline: Installation;
let alice: Visitor;
let bob: Visitor;
let expert: SeatClient;
beforeAll(async () => {
  deskline = await startInstallation({ clock, gateway: { proxies: networksOf(['127.0.0.1']) } });
  alice = await deskline.person('alice@acme.test');
  bob = await deskline.person('bob@acme.test');
});
// Anew each time: a clock that leaps takes the lines away of those who could not answer meanwhile.
beforeEach(async () => {
  expert = await SeatClient.enter(alice, { kind: 'expert', sessionId: await newSession(alice) });
});
afterAll(() => deskline.close());

const customer = { name: 'Carla' };
const link = (routingId: string) => ({ kind: 'link', routingId }) as const;
const code = (nameplate: string) => ({ kind: 'code', nameplate }) as const;
const randomRouting = (): string => randomBytes(16).toString('base64url');
const refusedAs = (reason: string) => ({ code: 4404, reason });

/** Somebody at another address, as a proxy that we trust says. */
class FarVisitor {
  readonly #address: string;
  constructor(address: string) {
    this.#address = address;
  }
  async knock(as: Parameters<typeof SeatClient.knock>[1]): Promise<{ readonly code: number; readonly reason: string }> {
    const visitor = deskline.visitor();
    const connect = visitor.connect.bind(visitor);
    visitor.connect = (path, options) => connect(path, { ...options, headers: { ...options?.headers, 'x-forwarded-for': this.#address } });
    const client = await SeatClient.knock(visitor, as, customer);
    return client.until('an answer', () => (client.all('welcome')[0] ? { code: 0, reason: 'welcome' } : client.closed));
  }
}

describe('invites', () => {
  it('[SU2] an unknown link or code opens nothing', async () => {
    const far = new FarVisitor('192.0.2.1');
    expect(await far.knock(link(randomRouting()))).toEqual(refusedAs('unknown'));
    expect(await far.knock(code('000000'))).toEqual(refusedAs('unknown'));
  });

  it('[SU2] a link and its code serve once, together', async () => {
    const far = new FarVisitor('192.0.2.2');
    const invite = await newInvite(expert);
    expect(await far.knock(code(invite.nameplate))).toEqual({ code: 0, reason: 'welcome' });
    for (const as of [link(invite.routingId), code(invite.nameplate)]) expect(await far.knock(as)).toEqual(refusedAs('used'));
  });

  it('[SU4] routing ids and tokens are kept as hashes: no row of the database has one (control: the code’s digits are found)', async () => {
    const token = randomBytes(32).toString('base64url');
    const invite = await newInvite(expert);
    const customerSeat = await SeatClient.enter(deskline.visitor(), { ...link(invite.routingId), token }, customer);
    expect(customerSeat.all('welcome')).toHaveLength(1);
    const rows = async (text: string): Promise<number> => {
      const tables = ['support_invites', 'support_seats', 'support_sessions', 'directory'];
      const counts = tables.map((table) => `(select count(*) from deskline.${table} t where t::text like '%' || $1 || '%')`);
      const [row] = await deskline.database.query<{ count: number }>(`select (${counts.join(' + ')})::int as count`, [text]);
      return row?.count ?? -1;
    };
    expect(await rows(invite.nameplate)).toBeGreaterThan(0);
    for (const secret of [invite.routingId, token])
      for (const text of [secret, Buffer.from(secret, 'base64url').toString('hex'), Buffer.from(secret).toString('hex')])
        expect(await rows(text), text).toBe(0);
  });

  it('[SU2] of two who come at the same moment one gets in', async () => {
    const { routingId } = await newInvite(expert);
    const answers = await Promise.all(['192.0.2.3', '192.0.2.4'].map((address) => new FarVisitor(address).knock(link(routingId))));
    expect(answers.map(({ reason }) => reason).toSorted()).toEqual(['used', 'welcome']);
  });

  it('[SU457] who did not hear the welcome says the same again and has their seat; for anybody else the invite is used up', async () => {
    const newToken = (): string => randomBytes(32).toString('base64url');
    for (const asOf of [link, code]) {
      const invite = await newInvite(expert);
      const as = asOf === link ? link(invite.routingId) : code(invite.nameplate);
      const mine = { ...as, token: newToken() };
      const lost = await SeatClient.enter(deskline.visitor(), mine, customer);
      const { seat } = await lost.welcome();
      expect(seat.token).toBe(mine.token);
      lost.socket.terminate();
      const back = await SeatClient.enter(deskline.visitor(), mine, customer);
      expect((await back.welcome()).seat).toEqual(seat);
      const far = new FarVisitor('192.0.2.8');
      expect(await far.knock(as), '(control) without a token').toEqual(refusedAs('used'));
      expect(await far.knock({ ...as, token: newToken() }), 'with another one').toEqual(refusedAs('used'));
    }
  });

  it('[SU454] one that led to no seat serves on', async () => {
    const far = new FarVisitor('192.0.2.7');
    const status = async (routingId: string) =>
      inviteStatusSchema.parse((await deskline.visitor().get(`/api/support/invites/${routingId}`)).body).state;
    const [first, last] = [await newInvite(expert), await newInvite(expert)];
    expect(await far.knock(link(first.routingId))).toEqual({ code: 0, reason: 'welcome' });
    expect(await status(first.routingId), 'control').toBe('used');
    for (let seats = 2; seats < 16; seats += 1) await far.knock(link((await newInvite(expert)).routingId));
    expect(await far.knock(link(last.routingId))).toEqual(refusedAs('full'));
    expect(await status(last.routingId)).toBe('open');
  });

  it('[SU455] the first one makes the key of its session', async () => {
    const { shredding } = deskline.database;
    const { tenant } = meSchema.parse((await alice.get('/api/session')).body);
    const sessionId = await newSession(alice);
    const owner = await SeatClient.enter(alice, { kind: 'expert', sessionId });
    expect(await shredding.matters(tenant.id), 'control').not.toContain(sessionId);
    await newInvite(owner);
    await vi.waitFor(async () => expect(await shredding.matters(tenant.id)).toContain(sessionId));
  });

  it('[SU2] serve for ten minutes', async () => {
    const far = new FarVisitor('192.0.2.5');
    const [early, late] = [await newInvite(expert), await newInvite(expert)];
    clock.advance(inviteLifetimeMs - 1_000);
    expect(await far.knock(link(early.routingId))).toEqual({ code: 0, reason: 'welcome' });
    clock.advance(1_000);
    for (const as of [link(late.routingId), code(late.nameplate)]) expect(await far.knock(as)).toEqual(refusedAs('expired'));
  });

  it('[SU3] a burnt code serves no more, its link does', async () => {
    const far = new FarVisitor('192.0.2.6');
    const invite = await newInvite(expert);
    expect(await expert.ask('invite.burn', { inviteId: invite.inviteId })).toMatchObject({ ok: true });
    expect(await far.knock(code(invite.nameplate))).toEqual(refusedAs('burnt'));
    expect(await far.knock(link(invite.routingId))).toEqual({ code: 0, reason: 'welcome' });
  });

  it('[SU3] [SU541] who came by a code that burns is out; its link still serves, once, and whoever came by it stays when it is burnt again', async () => {
    const invite = await newInvite(expert);
    const wrong = await SeatClient.enter(deskline.visitor(), code(invite.nameplate), { name: 'Mallory' });
    const burn = { inviteId: invite.inviteId };
    expect(await expert.ask('invite.burn', burn)).toMatchObject({ ok: true });
    expect(await wrong.closing()).toEqual(refusedAs('burnt'));
    const far = new FarVisitor('192.0.2.9');
    expect(await far.knock(code(invite.nameplate)), 'the right code too').toEqual(refusedAs('burnt'));
    const right = await SeatClient.enter(deskline.visitor(), link(invite.routingId), customer);
    expect(await expert.ask('invite.burn', burn)).toMatchObject({ ok: true });
    expect(await right.ask('line.check')).toMatchObject({ ok: true });
    expect(await far.knock(link(invite.routingId)), 'it served').toEqual(refusedAs('used'));
  });

  it('[SU541] who tried a code that burns has guessed, as with any other wrong one', async () => {
    const guesser = new FarVisitor('198.51.100.2');
    for (let guess = 0; guess < 10; guess += 1) await guesser.knock(code('000000'));
    const invite = await newInvite(expert);
    expect(await guesser.knock(code(invite.nameplate)), 'control').toEqual({ code: 0, reason: 'welcome' });
    expect(await expert.ask('invite.burn', { inviteId: invite.inviteId })).toMatchObject({ ok: true });
    expect(await guesser.knock(code('000000'))).toEqual({ code: 4429, reason: expect.stringMatching(/^slowed \d+$/u) });
  });

  it('[SU3] nobody burns another session’s invite', async () => {
    const other = await meet(bob, deskline.visitor());
    const invite = await newInvite(expert);
    for (const stranger of [other.expert, other.customer])
      expect(await stranger.ask('invite.burn', { inviteId: invite.inviteId })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await new FarVisitor('192.0.2.7').knock(code(invite.nameplate))).toEqual({ code: 0, reason: 'welcome' });
  });

  it('[SU12] only experts who are in make them', async () => {
    const { customer: carla, expert: owner, sessionId } = await meet(alice, deskline.visitor());
    expect(await carla.ask('invite.make', { role: 'customer', routingId: randomRouting() })).toMatchObject({
      ok: false,
      code: 'forbidden',
    });
    const supervisor = await deskline.person('admin@acme.test');
    const waiting = await SeatClient.enter(supervisor, { kind: 'expert', sessionId });
    expect(await waiting.ask('invite.make', { role: 'customer', routingId: randomRouting() })).toMatchObject({
      ok: false,
      code: 'not-admitted',
    });
    expect(await owner.ask('invite.make', { role: 'expert', routingId: 'short' })).toMatchObject({ ok: false, code: 'bad-request' });
  });

  it('[SU11] who invites can be asked without coming in, and uses nothing up', async () => {
    const stranger = deskline.visitor();
    const { routingId } = await newInvite(expert);
    const path = `/api/support/invites/${routingId}`;
    const status = inviteStatusSchema.parse((await stranger.get(path)).body);
    expect(status).toMatchObject({ state: 'open', kind: 'screen', tenantName: expect.stringContaining('Acme') });
    expect(await new FarVisitor('192.0.2.8').knock(link(routingId))).toEqual({ code: 0, reason: 'welcome' });
    expect(inviteStatusSchema.parse((await stranger.get(path)).body).state).toBe('used');
    expect((await stranger.get(`/api/support/invites/${randomRouting()}`)).status).toBe(404);
  });

  it('[SU5] guessing is slowed per address, ever more; never for others, and not for ever', async () => {
    const guesser = new FarVisitor('198.51.100.1');
    const answers: string[] = [];
    for (let guess = 0; guess < 14; guess += 1) answers.push((await guesser.knock(code('000000'))).reason);
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'unknown'));
    const slowed = await guesser.knock(code('000000'));
    expect(slowed).toEqual({ code: 4429, reason: expect.stringMatching(/^slowed \d+$/u) });
    // A right one does not pass either before the time is over.
    const { routingId } = await newInvite(expert);
    expect((await guesser.knock(link(routingId))).code).toBe(4429);
    expect(await new FarVisitor('203.0.113.9').knock(code('000000'))).toEqual(refusedAs('unknown'));
    clock.advance(120_000);
    expect(await guesser.knock(link(routingId))).toEqual({ code: 0, reason: 'welcome' });
  });

  it('[SU5] codes are slowed over all addresses too, links are not', async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_none, index) => {
        const far = new FarVisitor(`203.0.${String(100 + index)}.1`);
        for (let guess = 0; guess < 4; guess += 1) await far.knock(code('000000'));
      }),
    );
    const far = new FarVisitor('198.51.100.77');
    const answer = await far.knock(code('000000'));
    expect(answer).toEqual({ code: 4429, reason: expect.stringMatching(/^slowed [1-4]$/u) });
    const { routingId } = await newInvite(expert);
    expect(await far.knock(link(routingId))).toEqual({ code: 0, reason: 'welcome' });
    clock.advance(4_000);
    expect(await far.knock(code('000000'))).toEqual(refusedAs('unknown'));
  });
});

describe('other tenants', () => {
  it('[SU6] their sessions, seats and invites are not there', async () => {
    const globex = await deskline.person('erin@globex.test');
    const sessionId = await newSession(alice);
    const foreign = await SeatClient.knock(globex, { kind: 'expert', sessionId });
    expect(await foreign.closing()).toEqual(refusedAs('unknown'));
    const owner = await SeatClient.enter(alice, { kind: 'expert', sessionId });
    const invite = await newInvite(owner, 'expert');
    expect(await (await SeatClient.knock(globex, link(invite.routingId))).closing()).toEqual(refusedAs('unknown'));
    const { seat } = await owner.welcome();
    for (const visitor of [globex, deskline.visitor(), bob])
      expect(await (await SeatClient.knock(visitor, { kind: 'seat', token: seat.token })).closing()).toEqual(refusedAs('unknown'));
    const anonymous = await SeatClient.knock(deskline.visitor(), { kind: 'expert', sessionId });
    expect(await anonymous.closing()).toEqual(refusedAs('unknown'));
    // Control: for their own people it is.
    expect((await (await SeatClient.enter(alice, { kind: 'seat', token: seat.token })).welcome()).seat.id).toBe(seat.id);
  });

  it('[SU6] a colleague who may not read all sessions does not find it either', async () => {
    const sessionId = await newSession(alice);
    expect(await (await SeatClient.knock(bob, { kind: 'expert', sessionId })).closing()).toEqual(refusedAs('unknown'));
  });
});
