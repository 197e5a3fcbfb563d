import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushOverviewSchema } from '../../../protocol/identity/push.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.close());

const subscription = (endpoint: string) => ({
  endpoint,
  keys: { p256dh: randomBytes(65).toString('base64url'), auth: randomBytes(16).toString('base64url') },
  language: 'en',
});

describe('browsers that are told', () => {
  it('[ID61] are one’s own: put, listed, removed; a colleague’s and another tenant’s are not there', async () => {
    const [alice, bob, erin] = await Promise.all(
      ['alice@acme.test', 'bob@acme.test', 'erin@globex.test'].map((email) => installation.person(email)),
    );
    if (!alice || !bob || !erin) throw new Error('nobody signed in');
    const put = await alice.request('PUT', '/api/push/subscription', subscription('https://push.example/alice'));
    expect(put.status).toBe(200);
    const [own] = pushOverviewSchema.parse(put.body).items;
    expect(own?.kinds).toEqual(['voicemail', 'plan']);
    expect(JSON.stringify(put.body)).not.toContain('push.example');
    for (const other of [bob, erin]) {
      expect(pushOverviewSchema.parse((await other.request('GET', '/api/push')).body).items).toEqual([]);
      expect((await other.request('DELETE', `/api/push/subscriptions/${own?.id ?? ''}`)).status).toBe(404);
    }
    expect((await alice.request('DELETE', `/api/push/subscriptions/${own?.id ?? ''}`)).status).toBe(204);
  });

  it('[ID63] [ID61] wrong keys and inner endpoints are refused by field; strangers are not let in', async () => {
    const alice = await installation.person('alice@acme.test');
    const inner = await alice.request('PUT', '/api/push/subscription', subscription('https://10.0.0.1/x'));
    expect([inner.status, inner.body]).toMatchObject([422, { fields: { endpoint: 'not-allowed' } }]);
    const short = { ...subscription('https://push.example/x'), keys: { p256dh: 'AA', auth: 'BB' } };
    expect((await alice.request('PUT', '/api/push/subscription', short)).status).toBe(422);
    expect((await installation.visitor().request('GET', '/api/push')).status).toBe(401);
  });

  it('[ID65] signing out ends the browser’s notices', async () => {
    const bob = await installation.person('bob@acme.test');
    await bob.request('PUT', '/api/push/subscription', subscription('https://push.example/bob'));
    await bob.request('DELETE', '/api/session');
    const again = await installation.person('bob@acme.test');
    await expect.poll(async () => pushOverviewSchema.parse((await again.request('GET', '/api/push')).body).items).toEqual([]);
  });
});
