import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { sessionLimits } from '../../identity/sessions/session-service.ts';
import { Throttle } from '../../identity/sign-in/throttle.ts';
import { demoPassword, startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Answer, type Visitor } from '../testing/visitor.testing.ts';

let clock: FakeClock;
let deskline: Installation;
beforeEach(async () => {
  clock = new FakeClock(Date.now());
  deskline = await startInstallation({ clock });
});
afterEach(() => deskline.close());

function guess(visitor: Visitor, email: string, password = 'a wrong guess'): Promise<Answer> {
  return visitor.request('POST', '/api/session', { email, password });
}

/** Time passes for sessions without every timer of the hours between firing. */
function pass(ms: number): void {
  clock.setWallClock(clock.now() + ms);
}

/** Rows of past sign-ins make an address familiar; this is a person who only ever signed in elsewhere. */
async function forgetAddresses(): Promise<void> {
  await deskline.database.query("update deskline.web_sessions set address = '198.51.100.9'");
}

describe('guessing', () => {
  it('[ID10] [ID13] is slowed down on an account, known or not, and says how long', async () => {
    for (const email of ['bob@acme.test', 'nobody@acme.test']) {
      const attacker = deskline.visitor();
      for (let count = 0; count < 6; count += 1) expect((await guess(attacker, email)).status, `${email} ${count}`).toBe(401);
      const blocked = await guess(attacker, email, demoPassword);
      expect(blocked.status).toBe(429);
      expect(refusalOf(blocked)).toMatchObject({ code: 'too-many-attempts', retryAfterSeconds: 1 });
      expect(blocked.headers.get('retry-after')).toBe('1');
    }
    clock.advance(1_000);
    await deskline.visitor().signIn('bob@acme.test', demoPassword);
  });

  it('[ID12] does not lock the person out of the browser that they use', async () => {
    const browser = await deskline.person('alice@acme.test');
    await browser.request('DELETE', '/api/session');
    await forgetAddresses();
    const attacker = deskline.visitor();
    for (let count = 0; count < 6; count += 1) await guess(attacker, 'alice@acme.test');
    expect((await guess(attacker, 'alice@acme.test', demoPassword)).status).toBe(429);
    await browser.signIn('alice@acme.test', demoPassword);
  });

  it('[ID12] a forged or foreign cookie makes no browser familiar', async () => {
    const mallory = await deskline.person('dave@acme.test');
    await forgetAddresses();
    for (let count = 0; count < 6; count += 1) await guess(deskline.visitor(), 'alice@acme.test');
    const foreign = deskline.visitor();
    foreign.cookies.set('deskline-familiar', mallory.cookies.get('deskline-familiar') ?? '');
    expect((await guess(foreign, 'alice@acme.test', demoPassword)).status).toBe(429);
    const forged = deskline.visitor();
    forged.cookies.set('deskline-familiar', 'AAAA'.repeat(30));
    expect((await guess(forged, 'alice@acme.test', demoPassword)).status).toBe(429);
  });

  it('[ID12] an address where the person signed in lately is familiar, and has limits of its own', async () => {
    await deskline.person('alice@acme.test');
    const colleague = deskline.visitor();
    for (let count = 0; count < 11; count += 1) expect((await guess(colleague, 'alice@acme.test')).status, String(count)).toBe(401);
    expect((await guess(colleague, 'alice@acme.test', demoPassword)).status).toBe(429);
  });

  it('[ID14] is remembered in the database, not in the process', async () => {
    for (let count = 0; count < 6; count += 1) await guess(deskline.visitor(), 'bob@acme.test');
    const afterRestart = new Throttle(deskline.database.db.throttles, clock);
    await expect(afterRestart.guard([{ kind: 'account', key: 'bob@acme.test' }], async () => 'in')).rejects.toMatchObject({
      code: 'too-many-attempts',
    });
    expect(await afterRestart.guard([{ kind: 'account', key: 'carol@acme.test' }], async () => 'in')).toBe('in');
  });

  it('[ID36] refused sign-ins of real people are in their audit log', async () => {
    await guess(deskline.visitor(), 'bob@acme.test');
    const read = () =>
      deskline.database.query<{ action: string }>("select action from deskline.audit_entries where action = 'session.refused'");
    await expect.poll(async () => (await read()).length).toBe(1);
  });
});

describe('time', () => {
  it('[ID6] a session ends 12 hours after its last sign of life', async () => {
    const alice = await deskline.person('alice@acme.test');
    pass(sessionLimits.idleMs - 60_000);
    expect((await alice.get('/api/session')).status).toBe(200);
    pass(sessionLimits.idleMs - 60_000);
    expect((await alice.get('/api/session')).status).toBe(200);
    pass(sessionLimits.idleMs);
    expect((await alice.get('/api/session')).status).toBe(401);
  });

  it('[ID6] and 30 days after the sign-in, however busy it was', async () => {
    const alice = await deskline.person('alice@acme.test');
    for (let halfDay = 1; halfDay < 60; halfDay += 1) {
      pass(sessionLimits.idleMs - 1);
      await deskline.identity.sessions.authenticate(alice.cookies.get('deskline') ?? '');
    }
    expect((await alice.get('/api/session')).status).toBe(200);
    pass(sessionLimits.idleMs - 1);
    pass(60);
    expect((await alice.get('/api/session')).status).toBe(401);
  });

  it('[ID6] [ID9] the sweep ends what ran out and tells the sockets why', async () => {
    const alice = await deskline.person('alice@acme.test');
    const phone = await alice.connect('/sip', { protocols: ['sip'] });
    const isClosed = new Promise((resolve) => phone.once('close', resolve));
    await deskline.database.query("update deskline.web_sessions set last_seen_at = now() - interval '13 hours'");
    await deskline.identity.sessions.sweep();
    await isClosed;
    expect((await alice.get('/api/session')).status).toBe(401);
  });

  it('[ID7] an open page keeps the session alive', async () => {
    const alice = await deskline.person('alice@acme.test');
    const session = await deskline.identity.sessions.authenticate(alice.cookies.get('deskline') ?? '');
    for (let hours = 0; hours < 24; hours += 6) {
      pass(6 * 3_600_000);
      expect(await deskline.identity.sessions.keepAlive(session?.tenant.id ?? '', session?.session.id ?? '')).toBe(true);
    }
    expect((await alice.get('/api/session')).status).toBe(200);
  });
});
