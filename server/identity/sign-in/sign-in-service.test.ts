import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { createSecrets } from '../../storage/secrets.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { FakeIdentityStore } from '../identity-store.fake.ts';
import { FakePasswordHasher } from '../passwords/password-hasher.fake.ts';
import { makeTenant } from '../provisioning/tenant-maker.ts';
import { SessionService } from '../sessions/session-service.ts';
import { FamiliarDevices } from './familiar-devices.ts';
import { SignInService } from './sign-in-service.ts';
import { FakeThrottleCounters } from './throttle-counters.fake.ts';
import { Throttle } from './throttle.ts';

let store: FakeIdentityStore;
let hasher: FakePasswordHasher;
let signIn: SignInService;
let sessions: SessionService;
let bus: InProcessBus<IdentityEvents>;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  store = new FakeIdentityStore();
  hasher = new FakePasswordHasher();
  bus = new InProcessBus<IdentityEvents>(() => undefined);
  sessions = new SessionService({ store, clock, bus }, new AbortController().signal);
  const throttle = new Throttle(new FakeThrottleCounters(), clock);
  signIn = new SignInService({
    store,
    hasher,
    throttle,
    sessions,
    clock,
    logger: silentLogger,
    familiar: new FamiliarDevices(createSecrets(randomBytes(32)), clock),
  });
  const ann = {
    email: 'ann@acme.test',
    displayName: 'Ann',
    loginName: 'ann',
    role: 'user',
    extension: '100',
    passwordHash: await hasher.hash('right'),
  } as const;
  await makeTenant(store, { slug: 'acme', name: 'Acme', people: [ann] });
});

function attempt(email: string, password: string, familiarCookie?: string) {
  return signIn.signIn({ email, password, familiarCookie, client: { address: '192.0.2.1', userAgent: 'Browser' } });
}

describe('sign-in', () => {
  it('[ID1] gives a token that proves the person', async () => {
    const { token } = await attempt(' Ann@ACME.test ', 'right');
    expect(await sessions.authenticate(token)).toMatchObject({
      user: { displayName: 'Ann' },
      tenant: { slug: 'acme' },
      extensions: ['100'],
    });
    expect(await sessions.authenticate(`${token.slice(0, -1)}_`)).toBeUndefined();
    expect(await sessions.authenticate('')).toBeUndefined();
  });

  it('[ID3] compares one password for everybody, known or not', async () => {
    await expect(attempt('ann@acme.test', 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(hasher.comparisons).toBe(1);
    await expect(attempt('nobody@acme.test', 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(hasher.comparisons).toBe(2);
  });

  it('[ID2] what a session was read as is forgotten when it ends, even while it was being read', async () => {
    const { token, session } = await attempt('ann@acme.test', 'right');
    const [tenantId = ''] = await store.tenantIds();
    const reading = sessions.authenticate(token);
    const ending = sessions.end(tenantId, session.id, 'revoked');
    await Promise.all([reading, ending]);
    expect(await sessions.authenticate(token)).toBeUndefined();
  });

  it('[ID2] the old password opens nothing when a new one is set while it is being compared', async () => {
    const [tenantId = ''] = await store.tenantIds();
    const hit = await store.find('email', 'ann@acme.test');
    const hash = await hasher.hash('new');
    const verify = hasher.verify.bind(hasher);
    hasher.verify = async (...compared) => {
      const isRight = await verify(...compared);
      await store.inTenant(tenantId, (unit) =>
        unit.users.setPassword(hit?.id ?? '', { hash, mustChange: true, history: [], at: new Date(clock.now()) }),
      );
      return isRight;
    };
    await expect(attempt('ann@acme.test', 'right')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(await attempt('ann@acme.test', 'new')).toMatchObject({ session: { userId: hit?.id } });
  });

  it('[ID19] a one-time password opens nothing after 7 days, and only who typed it right is told why', async () => {
    const [tenantId = ''] = await store.tenantIds();
    const userId = (await store.find('email', 'ann@acme.test'))?.id ?? '';
    const hash = await hasher.hash('once');
    const at = new Date(clock.now());
    await store.inTenant(tenantId, (unit) => unit.users.setPassword(userId, { hash, mustChange: true, history: [], at }));
    clock.advance(7 * 86_400_000 - 1);
    expect(await attempt('ann@acme.test', 'once')).toMatchObject({ session: { userId } });
    clock.advance(1);
    await expect(attempt('ann@acme.test', 'once')).rejects.toMatchObject({ code: 'one-time-password-over' });
    await expect(attempt('ann@acme.test', 'right')).rejects.toMatchObject({ code: 'wrong-credentials' });
    await expect(attempt('nobody@acme.test', 'once')).rejects.toMatchObject({ code: 'wrong-credentials' });
    const own = await hasher.hash('her own');
    await store.inTenant(tenantId, (unit) => unit.users.setPassword(userId, { hash: own, mustChange: false, history: [], at }));
    expect(await attempt('ann@acme.test', 'her own')).toMatchObject({ session: { userId } });
  });

  it('[ID12] the mark of a familiar browser is renewed and belongs to the people who signed in there', async () => {
    const { familiarCookie } = await attempt('ann@acme.test', 'right');
    const again = await attempt('ann@acme.test', 'right', familiarCookie);
    expect(again.familiarCookie).not.toBe('');
    await expect(attempt('ann@acme.test', 'wrong', familiarCookie)).rejects.toMatchObject({ code: 'wrong-credentials' });
  });
});
