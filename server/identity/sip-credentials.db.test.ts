import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestPolicy } from '../../protocol/identity/admin.ts';
import { listQuerySchema } from '../../protocol/wire/page.ts';
import { InProcessBus } from '../platform/bus.ts';
import { FakeClock } from '../platform/clock.fake.ts';
import { silentLogger } from '../platform/logger.ts';
import { createTestDatabase, type TestDatabase } from '../storage/testing/database.testing.ts';
import type { Actor } from './actor.ts';
import { createIdentity, type Identity } from './identity.ts';
import type { IdentityEvents } from './identity-events.ts';
import { SqlIdentityStore } from './identity-store.sql.ts';
import { DigestPolicies } from './pbxs/digest-policies.ts';
import { ha1 } from './sip-credentials.ts';

const clock = new FakeClock(Date.now());
const bus = new InProcessBus<IdentityEvents>((error) => {
  throw error;
});
let database: TestDatabase;
let identity: Identity;
beforeAll(async () => {
  database = await createTestDatabase();
  identity = await createIdentity({
    storage: database,
    clock,
    bus,
    logger: silentLogger,
    dataDir: database.dataDir,
    sipDomain: 'sip.test',
  });
  await identity.prepareDemo('correct horse battery staple');
});
afterAll(async () => {
  identity.close();
  await database.close();
});

async function signedIn(email: string): Promise<Actor> {
  const { token } = await identity.signIn.signIn({
    email,
    password: 'correct horse battery staple',
    client: { address: '192.0.2.1', userAgent: 'test' },
    familiarCookie: undefined,
  });
  const live = await identity.sessions.authenticate(token);
  if (!live) throw new Error('nobody is signed in');
  return { tenantId: live.tenant.id, userId: live.user.id, role: live.user.role, sessionId: live.session.id, address: '192.0.2.1' };
}

async function setPolicy(admin: Actor, digestPolicy: DigestPolicy): Promise<void> {
  const pbx = (await identity.pbxs.list(admin)).find((one) => one.slug === 'main');
  await identity.pbxs.update(admin, pbx?.id ?? '', { version: pbx?.version ?? 0, digestPolicy });
}

function ownerOf(actor: Actor) {
  return { tenantId: actor.tenantId, userId: actor.userId, webSessionId: actor.sessionId };
}

describe('registration tokens', () => {
  it('[ID37] work for a minute on flows of their session, as often as needed', async () => {
    const alice = ownerOf(await signedIn('alice@acme.test'));
    const token = identity.sipCredentials.issueToken(alice);
    expect(await identity.sipCredentials.checkToken(token, alice)).toBe(true);
    clock.advance(59_000);
    expect(await identity.sipCredentials.checkToken(token, alice)).toBe(true);
    clock.advance(1_000);
    expect(await identity.sipCredentials.checkToken(token, alice)).toBe(false);
  });

  it('[ID37] work on nobody else’s flow, changed by nobody, and not after sign-out', async () => {
    const actor = await signedIn('alice@acme.test');
    const alice = ownerOf(actor);
    const token = identity.sipCredentials.issueToken(alice);
    expect(await identity.sipCredentials.checkToken(token, ownerOf(await signedIn('bob@acme.test')))).toBe(false);
    expect(await identity.sipCredentials.checkToken(token, ownerOf(await signedIn('alice@acme.test')))).toBe(false);
    for (const forged of ['', 'x', token.slice(0, -2), `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, `${token}AAAA`])
      expect(await identity.sipCredentials.checkToken(forged, alice), forged).toBe(false);
    expect(await identity.sipCredentials.checkToken(token, alice)).toBe(true);
    await identity.sessions.revoke(actor, actor.sessionId);
    expect(await identity.sipCredentials.checkToken(token, alice)).toBe(false);
  });
});

describe('addresses', () => {
  it('[ID38] a person owns their login name and their extensions, in their tenant', async () => {
    const alice = ownerOf(await signedIn('alice@acme.test'));
    for (const user of ['alice', 'ALICE', '100'])
      expect(await identity.sipCredentials.principalOf(alice, user, 'main.acme.sip.test'), user).toMatchObject({
        userId: alice.userId,
        tenantId: alice.tenantId,
      });
    for (const [user, host] of [
      ['bob', 'main.acme.sip.test'],
      ['101', 'main.acme.sip.test'],
      ['alice', 'main.globex.sip.test'],
      ['100', 'main.globex.sip.test'],
      ['alice', 'other.acme.sip.test'],
      ['alice', 'acme.test'],
      ['', 'main.acme.sip.test'],
    ] as const) {
      expect(await identity.sipCredentials.principalOf(alice, user, host), `${user}@${host}`).toBeUndefined();
    }
  });

  it('[ID39] dialled text finds people of the tenant, extensions first', async () => {
    const alice = await signedIn('alice@acme.test');
    const erin = await signedIn('erin@globex.test');
    const home = await identity.subscribers.byUser(alice.tenantId, alice.userId);
    const dial = async (text: string) => (await identity.subscribers.byDialled(alice.tenantId, home?.pbxId ?? '', text))?.loginName;
    expect(home).toMatchObject({ address: 'sip:alice@main.acme.sip.test', extensions: [{ number: '100' }] });
    for (const text of [
      '101',
      'bob',
      'Bob',
      'sip:bob@main.acme.sip.test',
      'bob@main.acme.sip.test',
      'sip:101@main.acme.sip.test;transport=ws',
    ])
      expect(await dial(text), text).toBe('bob');
    expect(await dial('100')).toBe('alice');
    for (const text of ['erin', '999', 'erin@main.globex.sip.test', 'sip:100@main.globex.sip.test', '', 'bob@elsewhere.test'])
      expect(await dial(text), text).toBeUndefined();
    const foreign = await identity.subscribers.byUser(erin.tenantId, alice.userId);
    expect(foreign).toBeUndefined();
  });

  it('[ID39] [ID23] a change is seen by the next lookup', async () => {
    const admin = await signedIn('admin@acme.test');
    const { row } = await identity.users.create(admin, {
      email: 'moving@acme.test',
      displayName: 'Moving',
      role: 'user',
      language: null,
      siteId: null,
      extension: '155',
    });
    const pbxId = row.extensions[0]?.pbxId ?? '';
    const dial = async (text: string) => (await identity.subscribers.byDialled(admin.tenantId, pbxId, text))?.displayName;
    expect(await dial('155')).toBe('Moving');
    const extension = await identity.extensions.update(admin, row.extensions[0]?.id ?? '', { version: 1, number: '156' });
    expect([await dial('155'), await dial('156')]).toEqual([undefined, 'Moving']);
    await identity.users.update(admin, row.user.id, { version: 1, displayName: 'Moved' });
    expect(await dial('156')).toBe('Moved');
    await identity.users.update(admin, row.user.id, { version: 2, isDisabled: true });
    expect([await dial('156'), await dial('moving')]).toEqual([undefined, undefined]);
    expect(extension.extension.version).toBe(2);
  });

  it('[ID39] search ranks extensions and beginnings of names first, without disabled people', async () => {
    const alice = await signedIn('alice@acme.test');
    const names = async (query: string) =>
      (await identity.subscribers.search(alice.tenantId, query, 10)).map((person) => person.displayName);
    expect((await names('da'))[0]).toBe('Dave Davis');
    expect(await names('102')).toEqual(['Carol Clark']);
    expect(await names('moved')).toEqual([]);
    expect(await names('erin')).toEqual([]);
    expect((await names('')).length).toBeGreaterThanOrEqual(5);
  });
});

describe('devices', () => {
  it('[ID35] sign in by digest; the secrets are sealed, MD5 only where allowed', async () => {
    const admin = await signedIn('admin@acme.test');
    const made = await identity.devices.create(admin, { userId: admin.userId, label: 'Desk phone', allowMd5: false });
    const legacy = await identity.devices.create(admin, { userId: admin.userId, label: 'Old phone', allowMd5: true });
    const username = made.row.device.sipUsername;
    const found = await identity.sipCredentials.device(username, 'main.acme.sip.test');
    expect(found).toEqual({
      principal: { tenantId: admin.tenantId, userId: admin.userId, pbxId: made.row.device.pbxId, deviceId: made.row.device.id },
      ha1Sha256: ha1('sha256', { username, realm: made.realm, password: made.sipPassword }),
      ha1Md5: undefined,
    });
    await setPolicy(admin, 'sha-256-and-md5');
    const old = await identity.sipCredentials.device(legacy.row.device.sipUsername, 'MAIN.acme.sip.test');
    expect(old?.ha1Md5).toBe(ha1('md5', { username: legacy.row.device.sipUsername, realm: legacy.realm, password: legacy.sipPassword }));
    const strict = await identity.sipCredentials.device(username, 'main.acme.sip.test');
    expect(strict).toEqual(found);
    await setPolicy(admin, 'sha-256');
    const [row] = await database.query<{ sealed: Buffer }>('select ha1_sha256 as sealed from deskline.devices where id = $1', [
      made.row.device.id,
    ]);
    expect(row?.sealed.toString('latin1')).not.toContain(found?.ha1Sha256);
  });

  it('[ID35] [SIP87] a PBX’s policy decides what is asked for and whether MD5 counts; others keep theirs', async () => {
    const admin = await signedIn('admin@acme.test');
    const { row } = await identity.devices.create(admin, { userId: admin.userId, label: 'Old phone', allowMd5: true });
    const asked = (realm = 'main.acme.sip.test') => identity.sipCredentials.digestAlgorithms(realm);
    const md5 = async () => (await identity.sipCredentials.device(row.device.sipUsername, 'main.acme.sip.test'))?.ha1Md5;
    expect([asked(), asked('main.nobody.sip.test'), await md5()]).toEqual([['SHA-256'], ['SHA-256'], undefined]);
    await setPolicy(admin, 'sha-256-and-md5');
    expect([asked(), asked('MAIN.acme.sip.test'), await md5()]).toEqual([
      ['SHA-256', 'MD5'],
      ['SHA-256', 'MD5'],
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ]);
    await setPolicy(admin, 'md5');
    expect([asked(), asked('main.globex.sip.test'), asked('main.nobody.sip.test')]).toEqual([['MD5'], ['SHA-256'], ['SHA-256']]);
    const lifetime = new AbortController();
    const restarted = await DigestPolicies.create({ store: new SqlIdentityStore(database), bus, sipDomain: 'sip.test' }, lifetime.signal);
    expect([restarted.algorithms('main.acme.sip.test'), restarted.algorithms('main.globex.sip.test')]).toEqual([['MD5'], ['SHA-256']]);
    await setPolicy(admin, 'sha-256');
    expect([asked(), restarted.algorithms('main.acme.sip.test'), await md5()]).toEqual([['SHA-256'], ['SHA-256'], undefined]);
    lifetime.abort();
  });

  it('[ID36] a changed policy is in the audit log, before and after', async () => {
    const admin = await signedIn('admin@acme.test');
    await setPolicy(admin, 'md5');
    await setPolicy(admin, 'sha-256');
    const { items } = await identity.auditLog.list(admin, listQuerySchema.parse({}));
    const [last] = items.filter((line) => line.action === 'pbx.updated');
    expect([last?.before, last?.after]).toEqual([{ digestPolicy: 'md5' }, { digestPolicy: 'sha-256' }]);
  });

  it('[SIP87] a PBX that is renamed takes its policy along, the old name falls back', async () => {
    const admin = await signedIn('erin@globex.test');
    const fields = { name: 'Lab', language: 'en', country: 'DE', timeZone: 'Europe/Berlin' } as const;
    const lab = await identity.pbxs.create(admin, { ...fields, slug: 'lab', digestPolicy: 'md5' });
    const asked = (slug: string) => identity.sipCredentials.digestAlgorithms(`${slug}.globex.sip.test`);
    expect(asked('lab')).toEqual(['MD5']);
    await identity.pbxs.update(admin, lab.id, { version: lab.version, slug: 'attic' });
    expect([asked('lab'), asked('attic')]).toEqual([['SHA-256'], ['MD5']]);
  });

  it('[ID68] what a right answer proved is forgotten before a change of device, person or PBX is answered', async () => {
    const admin = await signedIn('admin@acme.test');
    const { user } = (
      await identity.users.create(admin, {
        email: 'desk@acme.test',
        displayName: 'Desk',
        role: 'user',
        language: null,
        siteId: null,
        extension: '177',
      })
    ).row;
    const { row } = await identity.devices.create(admin, { userId: user.id, label: 'Phone', allowMd5: false });
    const { id, sipUsername } = row.device;
    const proven = () => identity.sipCredentials.provenDevice(sipUsername, 'MAIN.acme.sip.test');
    const prove = async () => {
      const found = await identity.sipCredentials.device(sipUsername, 'main.acme.sip.test');
      if (found) identity.sipCredentials.deviceProved(found);
      return found;
    };
    expect(proven()).toBeUndefined();
    expect(await prove()).toBeDefined();
    expect(proven()).toEqual(await identity.sipCredentials.device(sipUsername, 'main.acme.sip.test'));
    expect(identity.sipCredentials.provenDevice(sipUsername, 'main.globex.sip.test')).toBeUndefined();
    for (const change of [
      () => setPolicy(admin, 'sha-256-and-md5'),
      () => setPolicy(admin, 'sha-256'),
      () => identity.devices.setDisabled(admin, id, true),
      () => identity.devices.setDisabled(admin, id, false),
      () => identity.users.update(admin, user.id, { version: 1, isDisabled: true }),
      () => identity.users.update(admin, user.id, { version: 2, isDisabled: false }),
      () => identity.devices.delete(admin, id),
    ]) {
      await prove();
      await change();
      expect(proven()).toBeUndefined();
    }
    expect(await prove()).toBeUndefined();
  });

  it('[ID35] unknown, foreign, disabled and deleted ones are nobody', async () => {
    const admin = await signedIn('admin@acme.test');
    const made = await identity.devices.create(admin, { userId: admin.userId, label: 'Phone', allowMd5: false });
    const { id, sipUsername } = made.row.device;
    const find = (username: string, realm = 'main.acme.sip.test') => identity.sipCredentials.device(username, realm);
    expect(await find('nobody')).toBeUndefined();
    expect(await find(sipUsername, 'main.globex.sip.test')).toBeUndefined();
    const ended: string[] = [];
    const lifetime = new AbortController();
    bus.subscribe('identity.device-ended', (event) => ended.push(event.deviceId), lifetime.signal);
    await identity.devices.setDisabled(admin, id, true);
    expect(await find(sipUsername)).toBeUndefined();
    await identity.devices.setDisabled(admin, id, false);
    expect(await find(sipUsername)).toBeDefined();
    await identity.devices.delete(admin, id);
    expect(await find(sipUsername)).toBeUndefined();
    expect(ended).toEqual([id, id]);
    lifetime.abort();
  });

  it('[ID35] a PBX keeps its name while devices have its realm', async () => {
    const admin = await signedIn('admin@acme.test');
    const [pbx] = await identity.pbxs.list(admin);
    await expect(identity.pbxs.update(admin, pbx?.id ?? '', { version: pbx?.version ?? 0, slug: 'renamed' })).rejects.toMatchObject({
      fields: { slug: 'has-devices' },
    });
  });
});
