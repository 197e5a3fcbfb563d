import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../../protocol/identity/role.ts';
import type { AskApproval, FoundSealing, Sealing } from '../../../../protocol/media/sealing.ts';
import type { Actor } from '../../../identity/index.ts';
import type { SealingEvents } from '../../../media/index.ts';
import { InProcessBus } from '../../../platform/bus.ts';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { newId } from '../../../platform/ids.ts';
import { SealingService } from './sealing-service.ts';
import type { SealingStore } from './sealing-store.ts';
import { PaperRoot } from './testing/paper-root.ts';

export interface SealingRig {
  readonly store: SealingStore;
  createTenant(): Promise<string>;
  audited(tenantId: string): Promise<readonly string[]>;
}

/** What the server does for sealing, whatever it keeps it in. */
export function describeSealing(name: string, open: () => Promise<SealingRig>): void {
  describe(`sealing ${name}`, () => {
    let rig: SealingRig;
    let service: SealingService;
    let tenantId: string;
    let root: PaperRoot;
    let founding: FoundSealing;
    let told: SealingEvents['sealing.browser-removed'][];
    let [admin, alice, bob]: Actor[] = [];
    const actorOf = (role: Role): Actor => ({ tenantId, userId: newId(), role, sessionId: newId(), address: '192.0.2.1' });
    beforeEach(async () => {
      rig = await open();
      tenantId = await rig.createTenant();
      root = new PaperRoot(tenantId);
      founding = root.founding();
      [admin, alice, bob] = [actorOf('admin'), actorOf('user'), actorOf('user')];
      told = [];
      const bus = new InProcessBus<SealingEvents>((error) => {
        throw error;
      });
      bus.subscribe('sealing.browser-removed', (event) => told.push(event), new AbortController().signal);
      service = new SealingService({
        store: rig.store,
        bus,
        clock: new FakeClock(),
        nameOf: async (_tenant, id) => (id === alice?.userId ? 'Alice' : undefined),
      });
    });

    const request = (change: Partial<AskApproval> = {}): AskApproval => ({
      id: newId(),
      name: 'A laptop',
      publicKey: randomBytes(32).toString('base64url'),
      ...change,
    });
    const idsOf = ({ keys }: Sealing): string[] => keys?.browsers.map(({ id }) => id) ?? [];

    it('[SR23] nothing is sealed before somebody with the right has made the keys, once', async () => {
      expect(await service.get(required(alice))).toEqual({ isOn: false, keys: null });
      expect(await service.recipient(tenantId)).toBeUndefined();
      await expect(service.found(required(alice), founding)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(service.ask(required(alice), request())).rejects.toMatchObject({ code: 'not-found' });
      await expect(service.switch(required(admin), true)).rejects.toMatchObject({ code: 'not-found' });
      const made = await service.found(required(admin), founding);
      expect(made).toMatchObject({ isOn: true, keys: { rootPublicKey: root.publicKey, version: 1, recordingKeys: [{ version: 1 }] } });
      expect(await service.recipient(tenantId)).toEqual({
        keyVersion: 1,
        publicKey: Buffer.from(founding.recordingKey.publicKey, 'base64url'),
      });
      await expect(service.found(required(admin), new PaperRoot(tenantId).founding())).rejects.toMatchObject({ code: 'taken' });
      expect(await rig.audited(tenantId)).toEqual(['sealing.set_up']);
    });

    it('[SR24] what the root did not sign is refused', async () => {
      const other = new PaperRoot(tenantId);
      for (const forged of [
        { recordingKey: other.recordingKey(1) },
        { rootPublicKey: other.publicKey },
        { browser: { ...founding.browser, certificate: other.founding().browser.certificate } },
        { browser: { ...founding.browser, ring: root.ring(newId()) } },
        { recovery: { ...founding.recovery, publicKey: founding.browser.publicKey } },
      ])
        await expect(service.found(required(admin), { ...founding, ...forged })).rejects.toMatchObject({ code: 'bad-request' });
      await service.found(required(admin), founding);
      const asked = request();
      await service.ask(required(alice), asked);
      for (const forged of [other.approval(asked), root.approval(request()), { ...root.approval(asked), isManager: true }])
        await expect(service.approve(required(admin), asked.id, forged)).rejects.toMatchObject({ code: 'bad-request' });
      const removal = { ...root.removal(1, [founding.recovery.id]), recordingKey: other.recordingKey(2) };
      await expect(service.remove(required(admin), founding.browser.id, removal)).rejects.toMatchObject({ code: 'bad-request' });
    });

    it('[SR25] a browser asks, and has a ring once it was approved; rings are for their own browser, the recovery ring for admins', async () => {
      await service.found(required(admin), founding);
      const asked = request();
      const waiting = await service.ask(required(alice), asked);
      expect(waiting.keys?.browsers).toMatchObject([
        { id: asked.id, isMine: true, userName: 'Alice', certificate: null, isManager: false },
      ]);
      await expect(service.ring(required(alice), asked.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(service.ask(required(bob), { ...asked })).rejects.toMatchObject({ code: 'taken' });
      const approval = root.approval(asked);
      await expect(service.approve(required(alice), asked.id, approval)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(service.approve(required(admin), newId(), approval)).rejects.toMatchObject({ code: 'not-found' });
      await expect(service.approve(required(admin), asked.id, { ...approval, version: 2 })).rejects.toMatchObject({
        code: 'changed-meanwhile',
      });
      await service.approve(required(admin), asked.id, approval);
      expect(await service.ring(required(alice), asked.id)).toEqual(approval.ring);
      for (const actor of [required(bob), required(admin)])
        await expect(service.ring(actor, asked.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(await service.ring(required(admin), founding.recovery.id)).toEqual(founding.recovery.ring);
      await expect(service.ring(required(alice), founding.recovery.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(idsOf(await service.get(required(bob)))).toEqual([]);
      expect(await rig.audited(tenantId)).toEqual(['sealing.set_up', 'sealing.browser_asked', 'sealing.browser_approved']);
    });

    it('[SR26] a waiting browser is turned away by its person or an admin; of one person five wait at most', async () => {
      await service.found(required(admin), founding);
      const all = Array.from({ length: 7 }, () => request());
      for (const asked of all) await service.ask(required(alice), asked);
      expect(idsOf(await service.get(required(alice)))).toHaveLength(5);
      const last = all.at(-1)?.id ?? '';
      await expect(service.withdraw(required(bob), last)).rejects.toMatchObject({ code: 'not-found' });
      expect(idsOf(await service.withdraw(required(alice), last))).toHaveLength(4);
      await expect(service.withdraw(required(admin), founding.browser.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('[SR27] [SE112] a removal replaces every ring and the key and is told, or nothing', async () => {
      await service.found(required(admin), founding);
      const asked = request();
      await service.ask(required(alice), asked);
      await service.approve(required(admin), asked.id, root.approval(asked));
      const owners = [founding.browser.id, founding.recovery.id];
      await expect(service.remove(required(alice), asked.id, root.removal(1, owners))).rejects.toMatchObject({ code: 'forbidden' });
      for (const wrong of [root.removal(1, [founding.browser.id]), root.removal(1, [...owners, newId()])])
        await expect(service.remove(required(admin), asked.id, wrong)).rejects.toMatchObject({ code: 'changed-meanwhile' });
      await expect(
        service.remove(required(admin), founding.recovery.id, root.removal(1, [asked.id, founding.browser.id])),
      ).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(told, 'what was refused').toEqual([]);
      const removal = root.removal(1, owners);
      const after = await service.remove(required(admin), asked.id, removal);
      expect(after.keys).toMatchObject({ version: 2, recordingKeys: [{ version: 1 }, { version: 2 }] });
      expect(idsOf(after)).toEqual(expect.arrayContaining(owners));
      expect(idsOf(after)).not.toContain(asked.id);
      expect(told).toEqual([{ tenantId, browserId: asked.id }]);
      await expect(service.ring(required(alice), asked.id)).rejects.toMatchObject({ code: 'not-found' });
      expect(await service.ring(required(admin), founding.browser.id)).toEqual(removal.rings[0]?.ring);
      expect(await service.recipient(tenantId)).toMatchObject({ keyVersion: 2 });
      await expect(service.remove(required(admin), founding.browser.id, root.removal(1, []))).rejects.toMatchObject({
        code: 'changed-meanwhile',
      });
    });

    it('[SR28] turned off, nothing new is sealed; turned on again, to the same key', async () => {
      await service.found(required(admin), founding);
      await expect(service.switch(required(alice), false)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await service.switch(required(admin), false)).toMatchObject({ isOn: false, keys: { version: 1 } });
      expect(await service.recipient(tenantId)).toBeUndefined();
      await service.switch(required(admin), false);
      await service.switch(required(admin), true);
      expect(await service.recipient(tenantId)).toMatchObject({ keyVersion: 1 });
      expect(await rig.audited(tenantId)).toEqual(['sealing.set_up', 'sealing.turned_off', 'sealing.turned_on']);
    });

    it('[SR29] another tenant’s keys and browsers are not there', async () => {
      await service.found(required(admin), founding);
      const stranger = { ...required(admin), tenantId: await rig.createTenant() };
      expect(await service.get(stranger)).toEqual({ isOn: false, keys: null });
      await expect(service.ring(stranger, founding.browser.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(service.remove(stranger, founding.browser.id, root.removal(1, []))).rejects.toMatchObject({ code: 'not-found' });
      const theirs = new PaperRoot(stranger.tenantId);
      await service.found(stranger, theirs.founding());
      await expect(service.ring(stranger, founding.browser.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(service.approve(stranger, founding.browser.id, root.approval(founding.browser))).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test is not ready');
  return value;
}
