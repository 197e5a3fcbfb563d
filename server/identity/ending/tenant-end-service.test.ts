import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { createSecrets } from '../../storage/secrets.ts';
import type { Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { FakeIdentityStore } from '../identity-store.fake.ts';
import { FakePasswordHasher } from '../passwords/password-hasher.fake.ts';
import { PasswordService } from '../passwords/password-service.ts';
import { makeTenant } from '../provisioning/tenant-maker.ts';
import { SessionService } from '../sessions/session-service.ts';
import { FamiliarDevices } from '../sign-in/familiar-devices.ts';
import { SignInService } from '../sign-in/sign-in-service.ts';
import { FakeThrottleCounters } from '../sign-in/throttle-counters.fake.ts';
import { Throttle } from '../sign-in/throttle.ts';
import { TenantEndService } from './tenant-end-service.ts';

const roles = { sue: 'super_admin', ada: 'admin', sam: 'supervisor', uma: 'user' } as const;
let store: FakeIdentityStore;
let sessions: SessionService;
let signIn: SignInService;
let ending: TenantEndService;
let tenantId: string;
let told: (keyof IdentityEvents)[];
beforeEach(async () => {
  const clock = new FakeClock(Date.parse('2026-03-01T10:00:00Z'));
  const hasher = new FakePasswordHasher();
  const bus = new InProcessBus<IdentityEvents>(() => undefined);
  store = new FakeIdentityStore();
  sessions = new SessionService({ store, clock, bus }, new AbortController().signal);
  const throttle = new Throttle(new FakeThrottleCounters(), clock);
  const familiar = new FamiliarDevices(createSecrets(randomBytes(32)), clock);
  signIn = new SignInService({ store, hasher, throttle, sessions, clock, logger: silentLogger, familiar });
  const passwords = new PasswordService({ store, hasher, sessions, throttle, clock, bus });
  ending = new TenantEndService({ store, passwords, sessions, clock, bus });
  const passwordHash = await hasher.hash('right');
  const people = Object.entries(roles).map(([name, role], index) => ({
    email: `${name}@acme.test`,
    displayName: name,
    loginName: name,
    role,
    passwordHash,
    extension: String(100 + index),
  }));
  tenantId = await makeTenant(store, { slug: 'acme', name: 'Müller & Söhne', people });
  told = [];
  for (const topic of ['identity.tenant-ended', 'identity.tenant-resumed', 'identity.session-ended'] as const)
    bus.subscribe(topic, () => void told.push(topic), new AbortController().signal);
});

function enter(name: keyof typeof roles, password = 'right') {
  const client = { address: '192.0.2.1', userAgent: 'Browser' };
  return signIn.signIn({ email: `${name}@acme.test`, password, familiarCookie: undefined, client });
}

async function actorOf(name: keyof typeof roles): Promise<Actor> {
  const { session } = await enter(name);
  return { tenantId, userId: session.userId, role: roles[name], sessionId: session.id, address: '192.0.2.1' };
}

const proof = { name: 'Müller & Söhne', password: 'right' };

describe('ending an organisation', () => {
  it('[ID70] takes the highest right, the name as it is written, and the password', async () => {
    const [sue, ada] = [await actorOf('sue'), await actorOf('ada')];
    await expect(ending.end(ada, proof)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ending.end(sue, { ...proof, name: 'Muller & Sohne' })).rejects.toMatchObject({ fields: { name: 'differs' } });
    await expect(ending.end(sue, { ...proof, password: 'wrong' })).rejects.toMatchObject({ fields: { password: 'wrong' } });
    expect(await ending.get(ada)).toEqual({ name: proof.name, end: null });
    expect(told).toEqual([]);
    const decomposed = { ...proof, name: proof.name.normalize('NFD') };
    expect((await ending.end(sue, decomposed)).end).toEqual({
      endedAt: '2026-03-01T10:00:00.000Z',
      pbxGoneAt: '2026-03-31T10:00:00.000Z',
      supportGoneAt: '2026-05-30T10:00:00.000Z',
      isFinal: false,
    });
    await expect(ending.end(sue, proof)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });

  it('[ID71] ends every session but the one that did it, after everybody was told of the end', async () => {
    const [sue, uma] = [await actorOf('sue'), await enter('uma')];
    const [elsewhere, mine] = [await enter('sue'), await enter('ada')];
    await ending.end(sue, proof);
    expect(told).toEqual(['identity.tenant-ended', 'identity.session-ended', 'identity.session-ended', 'identity.session-ended']);
    for (const { token } of [uma, elsewhere, mine]) expect(await sessions.authenticate(token)).toBeUndefined();
    expect(await sessions.keepAlive(tenantId, sue.sessionId)).toBe(true);
  });

  it('[ID71] afterwards admins sign in and nobody else; a role that is taken away shuts an admin out', async () => {
    const sue = await actorOf('sue');
    await ending.end(sue, proof);
    for (const name of ['sam', 'uma'] as const) {
      await expect(enter(name)).rejects.toMatchObject({ code: 'tenant-ended' });
      await expect(enter(name, 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
    }
    const { token, session } = await enter('ada');
    expect(await sessions.authenticate(token)).toMatchObject({ user: { displayName: 'ada' } });
    await store.inTenant(tenantId, async (unit) => {
      const ada = await unit.users.byId(session.userId);
      if (ada) await unit.users.update(ada.id, ada.version, { ...ada, role: 'supervisor' });
    });
    await expect(enter('ada')).rejects.toMatchObject({ code: 'tenant-ended' });
  });

  it('[ID73] is taken back by who has the right, once', async () => {
    const sue = await actorOf('sue');
    await expect(ending.takeBack(sue)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await ending.end(sue, proof);
    const ada = await actorOf('ada');
    await expect(ending.takeBack(ada)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await ending.takeBack(sue)).toEqual({ name: proof.name, end: null });
    expect(told.at(-1)).toBe('identity.tenant-resumed');
    expect(await enter('uma')).toMatchObject({ token: expect.any(String) });
    await ending.end(sue, proof);
    await store.inTenant(tenantId, (unit) => unit.tenantEnd.beginDeletion(new Date('2026-04-01'), new Date('2026-04-01')));
    await expect(ending.takeBack(sue)).rejects.toMatchObject({ code: 'end-is-final' });
  });
});
