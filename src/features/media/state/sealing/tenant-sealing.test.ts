import { describe, expect, it } from 'vitest';
import { ArtefactOpener, ArtefactSealer, isCertified, toBase64Url } from '../../../../../seal/index.ts';
import { FakeOwnBrowserStore } from './own-browser.fake.ts';
import { createRootPins } from './root-pins.ts';
import { FakeSealingTenant } from './sealing-api.fake.ts';
import { SealingDesk } from './sealing-desk.ts';
import { TenantSealing } from './tenant-sealing.ts';

const tenantId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001';
const place = { tenantId, sessionId: '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002', kind: 'notes' } as const;

/** Somebody at a browser of their own. */
function browserOf(userId: string, tenant: FakeSealingTenant) {
  const desk = new SealingDesk({ tenantId, userId, server: tenant.for(userId), store: new FakeOwnBrowserStore() });
  const kept = new Map<string, string>();
  const pins = createRootPins({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  const sealing = new TenantSealing({ tenantId, userId, desk, pins, canSeal: async () => true });
  const over = (other: FakeSealingTenant) =>
    new TenantSealing({
      tenantId,
      userId,
      desk: new SealingDesk({ tenantId, userId, server: other.for(userId), store: new FakeOwnBrowserStore() }),
      pins,
      canSeal: async () => true,
    });
  return { desk, sealing, over };
}

async function founded(): Promise<{ readonly tenant: FakeSealingTenant; readonly admin: ReturnType<typeof browserOf> }> {
  const tenant = new FakeSealingTenant();
  const admin = browserOf('admin', tenant);
  await (await admin.desk.found('Desk')).confirm();
  return { tenant, admin };
}

describe('a tenant’s keys for what is kept of sessions', () => {
  it('[SU280] without keys nothing is sealed and nothing opens', async () => {
    const { sealing } = browserOf('alice', new FakeSealingTenant());
    expect(await sealing.recipient()).toEqual({ kind: 'unset' });
    expect(await sealing.opening()).toEqual({ kind: 'unset' });
  });

  it('[SU280] a browser that is not approved seals and does not open; an approved one opens', async () => {
    const { tenant, admin } = await founded();
    const alice = browserOf('alice', tenant).sealing;
    const to = await alice.recipient();
    if (to.kind !== 'there') throw new Error('there are keys');
    const sealer = await ArtefactSealer.begin(place, 'text/plain', to.recipient);
    expect(await alice.opening()).toEqual({ kind: 'stranger' });
    const opening = await admin.sealing.opening();
    if (opening.kind !== 'approved') throw new Error('the first browser is approved');
    expect((await ArtefactOpener.begin(opening.ring, place, sealer.header)).contentType).toBe('text/plain');
  });

  it('[SU281] a browser that is not approved seals to the first root that it was told, and to no other', async () => {
    const [first, second] = [await founded(), await founded()];
    const alice = browserOf('alice', first.tenant);
    const told = await alice.sealing.recipient();
    expect(told.kind === 'there' && toBase64Url(told.recipient.rootPublicKey)).toBe(first.tenant.keys?.rootPublicKey);
    expect(await alice.over(second.tenant).recipient()).toEqual({ kind: 'alarm' });
    expect(await alice.over(first.tenant).recipient()).toMatchObject({ kind: 'there' });
  });

  it('[SE115] asked for several things at once the server answers once; asked later it answers anew', async () => {
    const { tenant } = await founded();
    let answers = 0;
    const { desk } = browserOf('alice', tenant);
    const counting = { state: () => ((answers += 1), desk.state()) };
    const pins = createRootPins({ getItem: () => null, setItem: () => undefined });
    const sealing = new TenantSealing({ tenantId, userId: 'alice', desk: counting, pins, canSeal: async () => true });
    const leaf = { sessionId: place.sessionId, key: toBase64Url(new Uint8Array(32)), name: 'Alice' };
    await Promise.all([sealing.known(), sealing.certify(leaf), sealing.recipient()]);
    expect(answers).toBe(1);
    await sealing.known();
    expect(answers).toBe(2);
  });

  it('[SE96] every approved browser certifies its leaf, whether or not it may approve others; one that waits does not', async () => {
    const { tenant, admin } = await founded();
    const alice = browserOf('alice', tenant);
    const leaf = { sessionId: place.sessionId, key: toBase64Url(new Uint8Array(32)), name: 'Alice' };
    expect(await alice.sealing.certify(leaf)).toBeUndefined();
    await alice.desk.ask('Laptop');
    expect(await alice.sealing.certify(leaf)).toBeUndefined();
    const asked = tenant.browsers.at(-1);
    if (!asked) throw new Error('nobody waits');
    await admin.desk.approve({ ...asked, isMine: false }, false);
    const [hers, theirs] = [await alice.sealing.certify(leaf), await admin.sealing.certify(leaf)];
    for (const certificate of [hers, theirs]) expect(certificate && (await isCertified(place.sessionId, certificate))).toBe(true);
    const first = tenant.browsers.find(({ userId }) => userId === 'admin');
    expect([hers?.signer?.browserId, theirs?.signer?.browserId], 'each names its browser').toEqual([asked.id, first?.id]);
    expect(await alice.sealing.known()).toEqual({ rootPublicKey: tenant.keys?.rootPublicKey, removed: [], browserId: asked.id });
    const carol = browserOf('carol', tenant);
    expect(await carol.sealing.known(), 'the first root that she was told').toMatchObject({ removed: [] });
    expect(await carol.over((await founded()).tenant).known(), 'another root').toBeUndefined();
  });
});
