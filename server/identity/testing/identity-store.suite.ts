import { beforeEach, describe, expect, it } from 'vitest';
import { listQuerySchema, type ListQuery } from '../../../protocol/wire/page.ts';
import { newId } from '../../platform/ids.ts';
import type { Session } from '../entities.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import type { NewUser } from '../users/user-store.ts';

function query(fields: Partial<ListQuery> = {}): ListQuery {
  return listQuerySchema.parse(fields);
}

function person(fields: Partial<NewUser> = {}): NewUser {
  const id = newId();
  return {
    id,
    email: `${id}@acme.test`,
    displayName: 'Somebody',
    loginName: id,
    role: 'user',
    language: null,
    siteId: null,
    isDisabled: false,
    mustChangePassword: false,
    passwordHash: 'hash',
    ...fields,
  };
}

function sessionOf(userId: string, fields: Partial<Session> = {}): Session {
  const now = new Date('2026-05-01T12:00:00Z');
  return {
    id: newId(),
    userId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date('2026-05-31T12:00:00Z'),
    userAgent: 'Browser',
    address: '192.0.2.1',
    ...fields,
  };
}

function namesOf(found: { readonly items: readonly { readonly user: { readonly displayName: string } }[] }): readonly string[] {
  return found.items.map((row) => row.user.displayName);
}

/** What every identity store does; run against PostgreSQL and against the fake. */
export function identityStoreSuite(makeStore: () => IdentityStore): void {
  let store: IdentityStore;
  let acme: string;
  let globex: string;

  const inAcme = <T>(work: (unit: IdentityUnit) => Promise<T>): Promise<T> => store.inTenant(acme, work);
  const inGlobex = <T>(work: (unit: IdentityUnit) => Promise<T>): Promise<T> => store.inTenant(globex, work);

  beforeEach(async () => {
    store = makeStore();
    [acme, globex] = [newId(), newId()];
    for (const id of [acme, globex]) await store.inTenant(id, (unit) => unit.createTenant({ slug: `t-${id}`, name: 'A tenant' }));
  });

  async function newPbx(): Promise<string> {
    const id = newId();
    await inAcme((unit) =>
      unit.pbxs.insert({
        id,
        slug: `p-${id.slice(-12)}`,
        name: 'Main',
        language: 'en',
        country: 'DE',
        timeZone: 'Europe/Berlin',
        digestPolicy: 'sha-256',
      }),
    );
    return id;
  }

  describe('the end of a tenant', () => {
    it('[ID73] [ID75] can be taken back until the deletion has begun, and not be begun before its time or after the taking back', async () => {
      const [at, later] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-04-01T10:00:00Z')];
      const [before, after] = [new Date(at.getTime() - 1), at];
      expect(await inAcme((unit) => unit.tenantEnd.takeBack())).toBe('not-ended');
      expect(await inAcme((unit) => unit.tenantEnd.beginDeletion(later, later))).toBe('not-ended');
      expect(await inAcme((unit) => unit.tenantEnd.end(at))).toBe(true);
      expect(await inAcme((unit) => unit.tenantEnd.end(later))).toBe(false);
      expect(await inAcme((unit) => unit.tenant())).toMatchObject({ endedAt: at, deletionBegunAt: undefined });
      expect(await inAcme((unit) => unit.tenantEnd.beginDeletion(later, before))).toBe('not-ended');
      expect(await inAcme((unit) => unit.tenantEnd.takeBack())).toBe('done');
      expect(await inAcme((unit) => unit.tenantEnd.beginDeletion(later, after))).toBe('not-ended');
      expect(await inAcme((unit) => unit.tenantEnd.end(at))).toBe(true);
      expect(await inAcme((unit) => unit.tenantEnd.beginDeletion(later, after))).toBe('begun');
      expect(await inAcme((unit) => unit.tenantEnd.beginDeletion(later, after))).toBe('going-on');
      expect(await inAcme((unit) => unit.tenantEnd.takeBack())).toBe('final');
      expect(await inAcme((unit) => unit.tenant())).toMatchObject({ endedAt: at, deletionBegunAt: later });
      expect(await inGlobex((unit) => unit.tenant())).toMatchObject({ endedAt: undefined, deletionBegunAt: undefined });
    });
  });

  describe('transactions', () => {
    it('[ID36] keep everything or nothing, and tell others only afterwards', async () => {
      const told: string[] = [];
      const user = person();
      const failing = inAcme(async (unit) => {
        await unit.users.insert([user]);
        unit.afterCommit(() => told.push('failed'));
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await inAcme((unit) => unit.users.byId(user.id))).toBeUndefined();
      await inAcme(async (unit) => {
        await unit.users.insert([user]);
        unit.afterCommit(() => told.push('stored'));
        expect(told).toEqual([]);
      });
      expect(told).toEqual(['stored']);
      expect(await inAcme((unit) => unit.users.byId(user.id))).toMatchObject({ displayName: 'Somebody', version: 1 });
    });

    it('[ID25] one tenant sees nothing of the other', async () => {
      const user = person();
      await inAcme((unit) => unit.users.insert([user]));
      await inGlobex(async (unit) => {
        expect(await unit.users.byId(user.id)).toBeUndefined();
        expect(await unit.users.update(user.id, 1, { displayName: 'Mine' })).toBe(false);
        expect((await unit.users.page(query(), 'name')).total).toBe(0);
        expect((await unit.tenant())?.id).toBe(globex);
      });
    });

    it('[ID5] the directory holds a key once, and only its owner frees it', async () => {
      const [mine, theirs, key] = [newId(), newId(), `${newId()}@acme.test`];
      await inAcme((unit) => unit.claim('email', key, mine));
      await inAcme((unit) => unit.claim('email', key, mine));
      expect(await store.find('email', key)).toEqual({ tenantId: acme, id: mine });
      expect(await store.find('session', key)).toBeUndefined();
      await expect(inGlobex((unit) => unit.claim('email', key, theirs))).rejects.toMatchObject({ field: 'email' });
      await inGlobex((unit) => unit.release('email', key));
      expect(await store.find('email', key)).toBeDefined();
      await inAcme((unit) => unit.release('email', key));
      expect(await store.find('email', key)).toBeUndefined();
    });
  });

  describe('users', () => {
    it('[ID32] email and login name are unique in a tenant, whatever the case', async () => {
      const first = person({ email: 'Ann@acme.test', loginName: 'ann' });
      await inAcme((unit) => unit.users.insert([first]));
      await expect(inAcme((unit) => unit.users.insert([person({ email: 'ann@ACME.test' })]))).rejects.toMatchObject({ field: 'email' });
      await expect(inAcme((unit) => unit.users.insert([person({ loginName: 'ann' })]))).rejects.toMatchObject({ field: 'loginName' });
      await inGlobex((unit) => unit.users.insert([person({ email: 'ann@acme.test', loginName: 'ann' })]));
      const taken = await inAcme((unit) => unit.users.taken(['ann@acme.test', 'no@acme.test'], ['ben']));
      expect([...taken.emails]).toEqual(['ann@acme.test']);
    });

    it('[ID30] a change needs the version that was read', async () => {
      const user = person();
      await inAcme((unit) => unit.users.insert([user]));
      expect(await inAcme((unit) => unit.users.update(user.id, 1, { displayName: 'New', isDisabled: true }))).toBe(true);
      expect(await inAcme((unit) => unit.users.update(user.id, 1, { displayName: 'Other' }))).toBe(false);
      expect(await inAcme((unit) => unit.users.byId(user.id))).toMatchObject({ displayName: 'New', isDisabled: true, version: 2 });
    });

    it('[ID16] passwords are kept with their history', async () => {
      const user = person();
      await inAcme((unit) => unit.users.insert([user]));
      await inAcme((unit) => unit.users.setPassword(user.id, { hash: 'second', mustChange: true, history: ['hash'], at: new Date() }));
      expect(await inAcme((unit) => unit.users.password(user.id))).toMatchObject({ hash: 'second', history: ['hash'] });
      expect(await inAcme((unit) => unit.users.byId(user.id))).toMatchObject({ mustChangePassword: true });
    });

    it('[ID31] are found, sorted and paged with their extensions', async () => {
      const pbxId = await newPbx();
      const people = ['Zoë Zander', 'Ärger Anna', 'Bert Otto'].map((displayName, index) =>
        person({ displayName, email: `${'xyz'[index] ?? ''}@acme.test`, loginName: 'xyz'[index] ?? '' }),
      );
      await inAcme(async (unit) => {
        await unit.users.insert(people);
        await unit.extensions.insert([{ id: newId(), pbxId, number: '205', label: '', userId: people[0]?.id ?? null }]);
      });
      await inAcme(async (unit) => {
        expect(namesOf(await unit.users.page(query(), 'name'))).toEqual(['Ärger Anna', 'Bert Otto', 'Zoë Zander']);
        expect(namesOf(await unit.users.page(query({ direction: 'descending', pageSize: 2 }), 'name'))).toEqual([
          'Zoë Zander',
          'Bert Otto',
        ]);
        expect(namesOf(await unit.users.page(query({ query: 'zoe' }), 'name'))).toEqual(['Zoë Zander']);
        expect(namesOf(await unit.users.page(query({ query: '20' }), 'name'))).toEqual(['Zoë Zander']);
        expect(namesOf(await unit.users.page(query(), 'extension'))[0]).toBe('Zoë Zander');
        expect((await unit.users.page(query({ query: 'zoe' }), 'name')).items[0]?.extensions).toMatchObject([{ number: '205' }]);
        expect((await unit.users.callable('an', 10)).map((row) => row.user.displayName)).toEqual(['Ärger Anna', 'Zoë Zander']);
      });
    });

    it('[ID24] super admins are those who are not disabled', async () => {
      const chief = person({ role: 'super_admin' });
      await inAcme((unit) => unit.users.insert([chief, person({ role: 'super_admin', isDisabled: true }), person({ role: 'admin' })]));
      expect(await inAcme((unit) => unit.users.lockSuperAdmins())).toEqual([chief.id]);
    });
  });

  describe('extensions', () => {
    it('[ID32] are unique in a PBX, not over PBXs', async () => {
      const [one, two] = [await newPbx(), await newPbx()];
      const extension = { id: newId(), pbxId: one, number: '100', label: 'Desk', userId: null };
      await inAcme((unit) => unit.extensions.insert([extension, { ...extension, id: newId(), pbxId: two }]));
      await expect(inAcme((unit) => unit.extensions.insert([{ ...extension, id: newId() }]))).rejects.toMatchObject({ field: 'number' });
      await inAcme(async (unit) => {
        expect(await unit.extensions.byNumber(one, '100')).toMatchObject({ id: extension.id });
        expect([...(await unit.extensions.taken(two, ['100', '101']))]).toEqual(['100']);
        expect(await unit.extensions.row(extension.id)).toMatchObject({ pbxName: 'Main', userName: null });
        expect(await unit.extensions.update(extension.id, 2, { number: '101' })).toBe(false);
        expect(await unit.extensions.update(extension.id, 1, { number: '101' })).toBe(true);
        expect(await unit.extensions.delete(extension.id)).toBe(true);
        expect(await unit.extensions.delete(extension.id)).toBe(false);
      });
    });
  });

  describe('sessions', () => {
    it('[ID2] end once, and give back the hash to forget', async () => {
      const user = person();
      const session = sessionOf(user.id);
      const hash = Buffer.alloc(32, 7);
      await inAcme(async (unit) => {
        await unit.users.insert([user]);
        await unit.sessions.insert(session, hash);
        await unit.sessions.touch(session.id, new Date('2026-05-01T13:00:00Z'));
      });
      await inAcme(async (unit) => {
        expect((await unit.sessions.byId(session.id))?.lastSeenAt).toEqual(new Date('2026-05-01T13:00:00Z'));
        expect(await unit.sessions.end(session.id, new Date('2026-05-01T14:00:00Z'))).toEqual(hash);
        expect(await unit.sessions.end(session.id, new Date('2026-05-01T14:00:00Z'))).toBeUndefined();
        expect(await unit.sessions.byId(session.id)).toBeUndefined();
        expect(await unit.sessions.ofUser(user.id)).toEqual([]);
        expect(await unit.sessions.knowsAddress(user.id, '192.0.2.1', new Date('2026-04-30T00:00:00Z'))).toBe(true);
        expect(await unit.sessions.knowsAddress(user.id, '192.0.2.2', new Date('2026-04-30T00:00:00Z'))).toBe(false);
        await unit.sessions.purge(new Date('2026-05-02T00:00:00Z'));
        expect(await unit.sessions.knowsAddress(user.id, '192.0.2.1', new Date('2026-04-30T00:00:00Z'))).toBe(false);
      });
    });

    it('[ID6] those that ran out are found', async () => {
      const user = person();
      const [idle, old, live] = [
        sessionOf(user.id, { lastSeenAt: new Date('2026-04-30T00:00:00Z') }),
        sessionOf(user.id, { expiresAt: new Date('2026-05-01T11:00:00Z') }),
        sessionOf(user.id),
      ];
      await inAcme(async (unit) => {
        await unit.users.insert([user]);
        for (const [index, session] of [idle, old, live].entries()) await unit.sessions.insert(session, Buffer.alloc(32, index));
      });
      const expired = await inAcme((unit) => unit.sessions.expired(new Date('2026-05-01T00:00:00Z'), new Date('2026-05-01T12:00:00Z')));
      expect(new Set(expired.map((session) => session.id))).toEqual(new Set([idle.id, old.id]));
    });
  });

  describe('deleting a person', () => {
    it('[ID26] takes phones, settings and sign-ins along and leaves the extension without a person', async () => {
      const pbxId = await newPbx();
      const [user, other] = [person(), person()];
      const extension = { id: newId(), pbxId, number: '177', label: '', userId: user.id };
      const [session, theirs] = [sessionOf(user.id), sessionOf(other.id)];
      const device = {
        id: newId(),
        userId: user.id,
        pbxId,
        label: 'Phone',
        sipUsername: `d-${user.id}`,
        allowMd5: false,
        isDisabled: false,
        lastSeenAt: null,
      };
      await inAcme(async (unit) => {
        await unit.users.insert([user, other]);
        await unit.extensions.insert([extension]);
        await unit.sessions.insert(session, Buffer.alloc(32, 1));
        await unit.sessions.insert(theirs, Buffer.alloc(32, 2));
        await unit.devices.insert(device, { ha1Sha256: Buffer.from('sealed'), ha1Md5: null });
        await unit.settings.set(user.id, { doNotDisturb: true, callWaiting: false, noAnswerSeconds: 40 });
      });
      expect(await inGlobex((unit) => unit.users.delete(user.id))).toBe(false);
      expect(await inAcme((unit) => unit.users.delete(user.id))).toBe(true);
      await inAcme(async (unit) => {
        expect(await unit.users.byId(user.id)).toBeUndefined();
        expect(await unit.users.delete(user.id)).toBe(false);
        expect(await unit.sessions.byId(session.id)).toBeUndefined();
        expect(await unit.devices.byId(device.id)).toBeUndefined();
        expect(await unit.settings.ofUser(user.id)).toBeUndefined();
        expect((await unit.extensions.row(extension.id))?.extension).toMatchObject({ number: '177', userId: null });
        expect(await unit.sessions.byId(theirs.id)).toBeDefined();
      });
    });
  });

  describe('the rest', () => {
    it('settings, devices and sites come back as they went in', async () => {
      const pbxId = await newPbx();
      const user = person();
      const settings = { doNotDisturb: true, callWaiting: false, noAnswerSeconds: 40 };
      const device = {
        id: newId(),
        userId: user.id,
        pbxId,
        label: 'Phone',
        sipUsername: `d-${user.id}`,
        allowMd5: false,
        isDisabled: false,
        lastSeenAt: null,
      };
      const digest = { ha1Sha256: Buffer.from('sealed'), ha1Md5: null };
      const site = {
        id: newId(),
        name: 'Office',
        street: 'A 1',
        postalCode: '10115',
        city: 'Berlin',
        country: 'DE',
        areaCode: '30',
        trunkPrefix: '0',
        isDefault: true,
        networks: ['192.0.2.0/24'],
      };
      await inAcme(async (unit) => {
        await unit.users.insert([user]);
        expect(await unit.settings.ofUser(user.id)).toBeUndefined();
        await unit.settings.set(user.id, { ...settings, noAnswerSeconds: 10 });
        await unit.settings.set(user.id, settings);
        await unit.devices.insert(device, digest);
        await unit.sites.insert(site);
      });
      await inAcme(async (unit) => {
        expect(await unit.settings.ofUser(user.id)).toEqual(settings);
        expect(await unit.devices.digestAccount(device.sipUsername)).toEqual({
          device,
          digest,
          isUserDisabled: false,
          isTenantEnded: false,
          pbxSlug: (await unit.pbxs.byId(pbxId))?.slug,
          digestPolicy: 'sha-256',
          tenantSlug: (await unit.tenant())?.slug,
        });
        expect(await unit.devices.digestAccount('nobody')).toBeUndefined();
        const seenAt = new Date('2026-05-01T12:00:00Z');
        await unit.devices.touch(device.id, seenAt);
        expect(await unit.devices.byId(device.id)).toMatchObject({ device: { lastSeenAt: seenAt } });
        expect(await unit.devices.setDisabled(device.id, true)).toBe(true);
        expect(await unit.devices.byId(device.id)).toMatchObject({ userName: 'Somebody', device: { isDisabled: true } });
        await unit.sites.clearDefault();
        expect(await unit.sites.byId(site.id)).toEqual({ ...site, isDefault: false, version: 2 });
        expect(await unit.sites.update(site.id, 1, { name: 'Late' })).toBe(false);
      });
    });
  });
}
