import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InProcessBus } from '../../platform/bus.ts';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { createIdentity, type Identity } from '../identity.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { slugFrom } from './setup-service.ts';

let database: TestDatabase;
let identity: Identity;
beforeEach(async () => {
  database = await createTestDatabase();
  identity = await createIdentity({
    storage: database,
    clock: systemClock,
    bus: new InProcessBus<IdentityEvents>(() => undefined),
    logger: silentLogger,
    dataDir: database.dataDir,
    sipDomain: 'sip.test',
  });
});
afterEach(async () => {
  identity.close();
  await database.close();
});

const canSignIn = async (email: string, password: string): Promise<boolean> => {
  try {
    await identity.signIn.signIn({ email, password, client: { address: '192.0.2.1', userAgent: '' }, familiarCookie: undefined });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'wrong-credentials') return false;
    throw error;
  }
};

describe('demo', () => {
  it('[ID40] [ID41] makes two tenants once, with a password of its own that only the owner may read', async () => {
    const first = await identity.prepareDemo(undefined);
    expect(first.accounts.map((account) => `${account.email} ${account.extension} ${account.role}`)).toEqual([
      'alice@acme.test 100 user',
      'bob@acme.test 101 user',
      'carol@acme.test 102 supervisor',
      'dave@acme.test 103 agent',
      'admin@acme.test 104 super_admin',
      'erin@globex.test 100 super_admin',
    ]);
    const path = join(database.dataDir, 'demo-password');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path, 'utf8')).trim()).toBe(first.password);
    expect(await canSignIn('alice@acme.test', first.password)).toBe(true);
    const second = await identity.prepareDemo(undefined);
    expect(second).toEqual({ ...first, isNew: false });
    expect((await database.query('select 1 from deskline.users')).length).toBe(6);
  });

  it('[ID41] takes DEMO_PASSWORD, and a changed password stays changed', async () => {
    await identity.prepareDemo('given by the operator');
    expect(await canSignIn('erin@globex.test', 'given by the operator')).toBe(true);
    await identity.prepareDemo('another one now');
    expect(await canSignIn('erin@globex.test', 'another one now')).toBe(false);
    expect(await canSignIn('erin@globex.test', 'given by the operator')).toBe(true);
  });
});

describe('setup link', () => {
  const request = { tenantName: 'Müller & Söhne', email: 'boss@mueller.test', displayName: 'Boss', password: 'nine lively herrings' };

  it('[ID42] makes the first tenant and super admin, once', async () => {
    const token = (await identity.setup.prepare()) ?? '';
    expect(await identity.setup.isOpen()).toBe(true);
    await expect(identity.setup.complete({ ...request, token: 'guess' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(identity.setup.complete({ ...request, token, password: 'password1234' })).rejects.toMatchObject({
      fields: { password: 'common' },
    });
    await identity.setup.complete({ ...request, token });
    expect(await canSignIn('boss@mueller.test', 'nine lively herrings')).toBe(true);
    await expect(identity.setup.complete({ ...request, token, email: 'second@mueller.test' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await identity.setup.isOpen()).toBe(false);
    expect(await identity.setup.prepare()).toBeUndefined();
  });

  it('[ID42] a new start replaces the link', async () => {
    const old = (await identity.setup.prepare()) ?? '';
    await identity.setup.prepare();
    await expect(identity.setup.complete({ ...request, token: old })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('makes a tenant’s part of SIP addresses from its name', () => {
    expect(slugFrom('Müller & Söhne GmbH')).toBe('muller-sohne-gmbh');
    expect(slugFrom('日本')).toBe('tenant');
  });
});
