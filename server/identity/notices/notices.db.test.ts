import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PutPushSubscription } from '../../../protocol/identity/push.ts';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakePushSender } from '../../platform/push/push-sender.fake.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import type { Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { Notices, vapidKeysOf } from './notices.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function world() {
  const tenantId = await database.createTenant(`push-${newId()}`);
  const people = { alice: newId(), bob: newId() };
  await database.db.inTenant(tenantId, async (trx) => {
    for (const [name, id] of Object.entries(people))
      await trx
        .insertInto('users')
        .values({ tenant_id: tenantId, id, email: `${name}@example.test`, display_name: name, login_name: name, role: 'user' })
        .execute();
  });
  const bus = new InProcessBus<IdentityEvents>((error) => {
    throw error;
  });
  const sender = new FakePushSender();
  const clock = new FakeClock(Date.now());
  const told = new Notices({ storage: database, sender, bus, clock, logger: silentLogger });
  const actor = (name: keyof typeof people): Actor => ({
    tenantId,
    userId: people[name],
    role: 'user',
    sessionId: newId(),
    address: '192.0.2.1',
  });
  const tell = async (name: keyof typeof people, onceKey: string): Promise<void> => {
    await told.push.tell(tenantId, [people[name]], { kind: 'voicemail', caller: 'Carol', box: '', onceKey });
    await told.outbox.idle();
  };
  return { tenantId, people, bus, sender, clock, told, actor, tell };
}

const browser = (endpoint: string, fields: Partial<PutPushSubscription> = {}): PutPushSubscription => ({
  endpoint: `https://push.example/${endpoint}`,
  keys: { p256dh: 'p', auth: 'a' },
  language: 'en',
  ...fields,
});
const at = (endpoint: string): string => `https://push.example/${endpoint}`;

describe('people’s browsers', () => {
  it('[ID60] every browser of the person that wants it is told once, and nobody else’s', async () => {
    const { told, sender, actor, tell } = await world();
    await told.subscriptions.put(actor('bob'), browser('one'), 'Firefox');
    await told.subscriptions.put(actor('bob'), browser('two', { language: 'de' }), 'Chrome');
    await told.subscriptions.put(actor('bob'), browser('three', { kinds: ['plan'] }), 'Edge');
    await told.subscriptions.put(actor('alice'), browser('alices'), 'Chrome');
    await tell('bob', 'm/1');
    await tell('bob', 'm/1');
    expect(sender.taken.map(({ endpoint }) => endpoint).toSorted()).toEqual([at('one'), at('two')]);
    expect(sender.sentTo(at('two'))[0]).toContain('Neue Sprachnachricht');
    const [{ message } = { message: undefined }] = sender.taken;
    expect(message).toMatchObject({ ttlSeconds: 86_400, urgency: 'normal' });
    expect(message?.topic).toMatch(/^[\w-]{24}$/u);
  });

  it('[ID61] a browser is there once: again it is renewed with what was chosen, for somebody else it changes hands, a moved one keeps its choice', async () => {
    const { told, actor } = await world();
    const bob = actor('bob');
    await told.subscriptions.put(bob, browser('shared', { kinds: ['plan'] }), 'Firefox');
    const again = await told.subscriptions.put(bob, browser('shared'), 'Firefox');
    expect(again.items).toMatchObject([{ kinds: ['plan'] }]);
    const moved = await told.subscriptions.put(bob, browser('moved', { replaces: at('shared') }), 'Firefox');
    expect(moved.items).toMatchObject([{ kinds: ['plan'] }]);
    const alices = await told.subscriptions.put(actor('alice'), browser('moved'), 'Firefox');
    expect(alices.items).toMatchObject([{ kinds: ['voicemail', 'plan'] }]);
    expect((await told.subscriptions.overview(bob)).items).toEqual([]);
    // Naming somebody else's former endpoint takes nothing from them.
    await told.subscriptions.put(bob, browser('mine', { replaces: at('moved') }), 'Firefox');
    expect((await told.subscriptions.overview(actor('alice'))).items).toHaveLength(1);
  });

  it('[ID61] ten browsers at most, the longest unused goes; an inner endpoint is refused; a stranger’s is not there', async () => {
    const { told, clock, actor } = await world();
    for (let index = 0; index < 11; index += 1) {
      await told.subscriptions.put(actor('bob'), browser(`b${String(index)}`), `Browser ${String(index)}`);
      clock.advance(1_000);
    }
    const { items } = await told.subscriptions.overview(actor('bob'));
    expect(items).toHaveLength(10);
    expect(items.map(({ userAgent }) => userAgent)).not.toContain('Browser 0');
    const inner = { ...browser('x'), endpoint: 'https://10.0.0.1/x' };
    await expect(told.subscriptions.put(actor('bob'), inner, '')).rejects.toMatchObject({ code: 'invalid-fields' });
    await expect(told.subscriptions.remove(actor('alice'), items[0]?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    await told.subscriptions.remove(actor('bob'), items[0]?.id ?? '');
    expect((await told.subscriptions.overview(actor('bob'))).items).toHaveLength(9);
  });

  it('[ID65] gone, signed out, revoked or disabled: told no more; a sign-in that ran out is no good-bye', async () => {
    const { told, sender, bus, tenantId, people, actor, tell } = await world();
    const [gone, out, over] = [actor('bob'), actor('bob'), actor('bob')];
    await told.subscriptions.put(gone, browser('gone'), '');
    await told.subscriptions.put(out, browser('out'), '');
    await told.subscriptions.put(over, browser('over'), '');
    sender.outcomes.set(at('gone'), { kind: 'gone' });
    bus.publish('identity.session-ended', { tenantId, userId: people.bob, sessionId: out.sessionId, why: 'signed-out' });
    bus.publish('identity.session-ended', { tenantId, userId: people.bob, sessionId: over.sessionId, why: 'expired' });
    await expect.poll(async () => (await told.subscriptions.overview(over)).items.length).toBe(2);
    await tell('bob', 'm/1');
    expect(sender.taken.map(({ endpoint }) => endpoint)).toEqual([at('over')]);
    expect((await told.subscriptions.overview(over)).items).toHaveLength(1);
    await database.query('update deskline.users set disabled_at = now() where tenant_id = $1 and id = $2', [tenantId, people.bob]);
    await tell('bob', 'm/2');
    bus.publish('identity.user-disabled', { tenantId, userId: people.bob });
    const rows = () => database.query('select 1 from deskline.push_subscriptions where tenant_id = $1', [tenantId]);
    await expect.poll(rows).toEqual([]);
    expect(sender.taken).toHaveLength(1);
  });

  it('[ID65] what nobody renewed for 30 days goes', async () => {
    const { told, clock, actor, tenantId } = await world();
    await told.subscriptions.put(actor('bob'), browser('old'), '');
    clock.advance(20 * 24 * 3_600_000);
    await told.subscriptions.put(actor('bob'), browser('new'), '');
    clock.advance(11 * 24 * 3_600_000);
    await told.subscriptions.purge([tenantId]);
    expect((await told.subscriptions.overview(actor('bob'))).items).toHaveLength(1);
  });

  it('[ID64] one browser that is busy is tried again by itself; one that refuses ten times in a row is given up', async () => {
    const { told, sender, clock, actor, tell } = await world();
    await told.subscriptions.put(actor('bob'), browser('busy'), '');
    await told.subscriptions.put(actor('bob'), browser('well'), '');
    sender.outcomes.set(at('busy'), { kind: 'later', afterMs: 0, why: 'busy' });
    await tell('bob', 'm/1');
    expect(sender.sentTo(at('well'))).toHaveLength(1);
    sender.outcomes.set(at('busy'), { kind: 'taken' });
    told.outbox.start();
    await told.outbox.idle();
    clock.advance(60_000);
    await expect.poll(() => sender.sentTo(at('busy')).length).toBe(1);
    expect(sender.sentTo(at('well'))).toHaveLength(1);
    await told.close();
    const refusing = await world();
    await refusing.told.subscriptions.put(refusing.actor('bob'), browser('no'), '');
    refusing.sender.outcomes.set(at('no'), { kind: 'refused', why: 'no' });
    for (let index = 0; index < 10; index += 1) await refusing.tell('bob', `m/${String(index)}`);
    expect((await refusing.told.subscriptions.overview(refusing.actor('bob'))).items).toEqual([]);
  });

  it('[ID66] the installation’s keys are made once and lie sealed; so do endpoints and keys of browsers', async () => {
    const { told, actor, tenantId } = await world();
    const keys = await vapidKeysOf(database);
    expect(await vapidKeysOf(database)).toEqual(keys);
    const [kept] = await database.query(`select value from deskline.installation where key = 'push_vapid'`);
    expect(Buffer.from(String(kept?.['value']), 'base64').toString('latin1')).not.toContain(keys.privateKey);
    await told.subscriptions.put(actor('bob'), browser('secret'), '');
    const [row] = await database.query('select * from deskline.push_subscriptions where tenant_id = $1', [tenantId]);
    expect(JSON.stringify(row)).not.toContain('push.example');
    expect(String(row?.['target'])).not.toContain('push.example');
  });
});
