import { beforeEach, describe, expect, it } from 'vitest';
import type { SealingServer } from './sealing-api.ts';
import { FakeSealingTenant } from './sealing-api.fake.ts';
import { FakeOwnBrowserStore } from './own-browser.fake.ts';
import { SealingDesk, type SealingState } from './sealing-desk.ts';

const tenantId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001';

describe('a browser’s part in sealing', () => {
  let tenant: FakeSealingTenant;
  beforeEach(() => {
    tenant = new FakeSealingTenant();
  });

  /** Somebody at a browser of their own. */
  function browserOf(userId: string, server: SealingServer = tenant.for(userId)): SealingDesk {
    return new SealingDesk({ tenantId, userId, server, store: new FakeOwnBrowserStore() });
  }

  async function founded(): Promise<{ admin: SealingDesk; code: string }> {
    const admin = browserOf('admin');
    const founding = await admin.found('Desk');
    await founding.confirm();
    return { admin, code: founding.recoveryCode };
  }

  async function approved(admin: SealingDesk, desk: SealingDesk, isManager = false): Promise<SealingState> {
    const state = await desk.ask('Laptop');
    const waiting = tenant.browsers.find(({ id }) => state.kind === 'waiting' && id === state.browserId);
    if (!waiting) throw new Error('nobody waits');
    await admin.approve({ ...waiting, isMine: false }, isManager);
    return desk.state();
  }

  it('[SR40] nothing is sent before the code was typed back', async () => {
    const admin = browserOf('admin');
    const founding = await admin.found('Desk');
    expect(tenant.keys).toBeUndefined();
    expect(await admin.state()).toEqual({ kind: 'unset' });
    expect(await founding.confirm()).toMatchObject({ kind: 'approved', isOn: true, ring: { version: 1 } });
  });

  it('[SR40] keys that the server did not take are forgotten', async () => {
    const server = { ...tenant.for('admin'), found: () => Promise.reject(new Error('no answer')) };
    const desk = browserOf('admin', server);
    await expect((await desk.found('Desk')).confirm()).rejects.toThrow('no answer');
    expect(await desk.state()).toEqual({ kind: 'unset' });
  });

  it('[SR41] a browser is a stranger, waits with a number that the other sees too, and opens once it is approved', async () => {
    const { admin } = await founded();
    const alice = browserOf('alice');
    expect(await alice.state()).toMatchObject({ kind: 'stranger', isOn: true });
    expect(await alice.ring()).toBeUndefined();
    const waiting = await alice.ask('Laptop');
    const [asked, seen] = [tenant.browsers.at(-1), await admin.state()];
    if (waiting.kind !== 'waiting' || seen.kind !== 'approved' || !asked) throw new Error('nobody waits');
    expect(await admin.numberOf({ ...asked, isMine: false }, seen)).toBe(waiting.number);
    await admin.approve({ ...asked, isMine: false }, false);
    const state = await alice.state();
    expect(state).toMatchObject({ kind: 'approved', ring: { root: null, recordingKeys: [{ version: 1 }] } });
    await expect(alice.remove(asked.id)).rejects.toMatchObject({ why: 'not-manager' });
  });

  it('[SR17] a server that gives the approving browser another key is seen in the number', async () => {
    const { admin } = await founded();
    const waiting = await browserOf('alice').ask('Laptop');
    const planted = await browserOf('mallory').ask('Laptop');
    const seen = await admin.state();
    const swapped = tenant.browsers.find(({ id }) => planted.kind === 'waiting' && id === planted.browserId);
    if (waiting.kind !== 'waiting' || seen.kind !== 'approved' || !swapped) throw new Error('nobody waits');
    expect(await admin.numberOf({ ...swapped, isMine: false }, seen)).not.toBe(waiting.number);
  });

  it('[SR13] the code approves another browser, and it may then approve others; another code does not', async () => {
    const { code } = await founded();
    const laptop = browserOf('admin');
    await expect(laptop.recover('nonsense', 'Laptop')).rejects.toMatchObject({ why: 'wrong-code' });
    const other = await browserOf('somebody').found('Elsewhere');
    await expect(laptop.recover(other.recoveryCode, 'Laptop')).rejects.toMatchObject({ why: 'wrong-code' });
    expect(await laptop.recover(code.toLowerCase(), 'Laptop')).toMatchObject({ kind: 'approved' });
    expect(await approved(laptop, browserOf('alice'))).toMatchObject({ kind: 'approved' });
  });

  it('[SR15] [SR43] who was removed is a stranger again; the others have the next key', async () => {
    const { admin, code } = await founded();
    const alice = browserOf('alice');
    const state = await approved(admin, alice);
    if (state.kind !== 'approved') throw new Error('she is not approved');
    expect(await admin.remove(state.browserId)).toMatchObject({ kind: 'approved', ring: { version: 2, removed: [state.browserId] } });
    expect(await alice.state()).toMatchObject({ kind: 'stranger' });
    expect(await browserOf('admin').recover(code, 'Laptop')).toMatchObject({ ring: { recordingKeys: [{ version: 1 }, { version: 2 }] } });
  });

  it('[SR45] another root, a key that it did not sign, and an older ring are an alarm, and nothing is approved', async () => {
    const { admin } = await founded();
    const alice = browserOf('alice');
    await approved(admin, alice);
    const { keys, browsers } = tenant;
    if (!keys) throw new Error('there are no keys');
    const stranger = new FakeSealingTenant();
    await (
      await new SealingDesk({ tenantId, userId: 'm', server: stranger.for('m'), store: new FakeOwnBrowserStore() }).found('M')
    ).confirm();
    if (!stranger.keys) throw new Error('there are no keys');

    tenant.keys = { ...keys, rootPublicKey: stranger.keys.rootPublicKey };
    expect(await admin.state()).toEqual({ kind: 'alarm', why: 'foreign-root' });
    await expect(admin.remove('any')).rejects.toMatchObject({ why: 'foreign-root' });

    tenant.keys = { ...keys, recordingKeys: stranger.keys.recordingKeys };
    expect(await alice.state()).toEqual({ kind: 'alarm', why: 'forged' });
    expect(await alice.ring()).toBeUndefined();

    tenant.keys = keys;
    expect(await alice.state()).toMatchObject({ kind: 'approved' });
    const other = browserOf('bob');
    const bobs = await approved(admin, other);
    if (bobs.kind !== 'approved') throw new Error('he is not approved');
    await admin.remove(bobs.browserId);
    expect(await alice.state()).toMatchObject({ kind: 'approved', ring: { version: 2 } });
    // The rings of before the removal.
    tenant.browsers = browsers;
    expect(await alice.state()).toEqual({ kind: 'alarm', why: 'older' });
  });
});
