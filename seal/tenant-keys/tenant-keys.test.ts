import { beforeAll, describe, expect, it } from 'vitest';
import type { FoundSealing, SealingBrowser } from '../../protocol/media/sealing.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { newLockedPair, publicBytesOf } from '../hpke.ts';
import { comparisonNumber } from './comparison-number.ts';
import { openRing, type KeyRing } from './key-ring.ts';
import { openPin, readRecoveryCode, secretsOf } from './recovery-code.ts';
import { approveBrowser, foundTenantKeys, removeBrowser, requireSignedKeys, type Manager } from './tenant-keys.ts';

const tenantId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001';

async function browser(name: string): Promise<{ id: string; name: string; pair: CryptoKeyPair; publicKey: Bytes }> {
  const pair = await newLockedPair();
  return { id: crypto.randomUUID(), name, pair, publicKey: await publicBytesOf(pair) };
}

const listed = (id: string, publicKey: Bytes | string, certificate: string | null, isManager = true): SealingBrowser => ({
  id,
  kind: 'browser',
  userId: 'u',
  userName: 'Somebody',
  isMine: false,
  name: 'A browser',
  publicKey: typeof publicKey === 'string' ? publicKey : toBase64Url(publicKey),
  isManager,
  certificate,
  createdAt: '2026-01-01T00:00:00.000Z',
});

describe('a tenant’s keys', () => {
  let first: Awaited<ReturnType<typeof browser>>;
  let request: FoundSealing;
  let recoveryCode = '';
  let root: Bytes;
  let ring: KeyRing;
  let manager: Manager;
  beforeAll(async () => {
    first = await browser('Desk');
    const founded = await foundTenantKeys(tenantId, first);
    request = founded.request;
    recoveryCode = founded.recoveryCode;
    root = founded.rootPublicKey;
    ring = await openRing(root, { tenantId, id: first.id, pair: first.pair }, request.browser.ring);
    manager = { tenantId, rootPublicKey: root, ring };
  });

  it('[SR10] the first browser opens its ring; no private half and no code is in what the server gets', () => {
    expect(ring).toMatchObject({ version: 1, removed: [], recordingKeys: [{ version: 1, publicKey: request.recordingKey.publicKey }] });
    const sent = JSON.stringify(request);
    for (const secret of [ring.root ?? 'none', ring.recordingKeys[0]?.privateKey ?? 'none', recoveryCode, recoveryCode.replaceAll('-', '')])
      expect(sent).not.toContain(secret);
  });

  it('[SR11] a ring opens only in its browser, under its root, as its own', async () => {
    const other = await browser('Another');
    const own = request.browser.ring;
    await expect(openRing(root, { tenantId, id: first.id, pair: other.pair }, own)).rejects.toMatchObject({ why: 'forged' });
    await expect(openRing(root, { tenantId, id: other.id, pair: first.pair }, own)).rejects.toMatchObject({ why: 'forged' });
    const stranger = await foundTenantKeys(tenantId, first);
    await expect(openRing(root, { tenantId, id: first.id, pair: first.pair }, stranger.request.browser.ring)).rejects.toMatchObject({
      why: 'forged',
    });
  });

  it('[SR12] a recording key that the root did not sign is refused', async () => {
    await requireSignedKeys(tenantId, root, [request.recordingKey]);
    const other = (await foundTenantKeys(tenantId, first)).request.recordingKey;
    for (const forged of [other, { ...request.recordingKey, version: 2 }, { ...request.recordingKey, publicKey: other.publicKey }])
      await expect(requireSignedKeys(tenantId, root, [forged])).rejects.toMatchObject({ why: 'forged' });
    await expect(requireSignedKeys(first.id, root, [request.recordingKey])).rejects.toMatchObject({ why: 'forged' });
  });

  it('[SR13] the recovery code, typed as people type, opens the pin and the ring; another code nothing', async () => {
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readRecoveryCode(typed)).toBe(recoveryCode);
    expect(readRecoveryCode(recoveryCode.slice(1))).toBeUndefined();
    const secrets = await secretsOf(recoveryCode, tenantId);
    expect(await openPin(secrets.pinKey, request.recoveryPin)).toEqual(root);
    const { id } = request.recovery;
    expect(await openRing(root, { tenantId, id, pair: secrets.pair }, request.recovery.ring)).toEqual(ring);
    const last = recoveryCode.endsWith('2') ? '3' : '2';
    const wrong = await secretsOf(recoveryCode.slice(0, -1) + last, tenantId);
    await expect(openPin(wrong.pinKey, request.recoveryPin)).rejects.toMatchObject({ why: 'wrong-code' });
    await expect(openPin((await secretsOf(recoveryCode, first.id)).pinKey, request.recoveryPin)).rejects.toMatchObject({
      why: 'wrong-code',
    });
  });

  it('[SR14] [SR18] an approved browser gets the recording keys; the root’s private half only if it may approve others', async () => {
    const second = await browser('Second');
    const asked = { id: second.id, publicKey: toBase64Url(second.publicKey) };
    const approval = await approveBrowser(manager, asked, { isManager: false, how: 'compared' });
    const theirs = await openRing(root, { tenantId, id: second.id, pair: second.pair }, approval.ring);
    expect(theirs).toEqual({ ...ring, root: null, signer: theirs.signer });
    expect(theirs.signer, 'a signature key of its own').toMatchObject({ tenantId, browserId: second.id });
    const attempt = approveBrowser({ ...manager, ring: theirs }, asked, { isManager: false, how: 'compared' });
    await expect(attempt).rejects.toMatchObject({ why: 'not-manager' });
  });

  it('[SR15] after a removal the others get a new key, the removed one does not, ever', async () => {
    const [second, third] = [await browser('Second'), await browser('Third')];
    const asListed = async (one: typeof second): Promise<SealingBrowser> => {
      const asked = { id: one.id, publicKey: toBase64Url(one.publicKey) };
      const { certificate } = await approveBrowser(manager, asked, { isManager: true, how: 'compared' });
      return listed(one.id, one.publicKey, certificate);
    };
    const all = [listed(first.id, first.publicKey, request.browser.certificate), await asListed(second), await asListed(third)];
    const removal = await removeBrowser(manager, third.id, [...all, listed(crypto.randomUUID(), first.publicKey, null)]);
    expect(removal.recordingKey.version).toBe(2);
    await requireSignedKeys(tenantId, root, [removal.recordingKey]);
    expect(removal.rings.map(({ id }) => id)).toEqual([first.id, second.id]);
    const mine = removal.rings[0];
    if (mine === undefined) throw new Error('the first has no ring');
    const next = await openRing(root, { tenantId, id: first.id, pair: first.pair }, mine.ring);
    expect(next.recordingKeys.map(({ version }) => version)).toEqual([1, 2]);
    expect(next).toMatchObject({ version: 2, removed: [third.id] });
    // A server that lists it again is found out.
    await expect(removeBrowser({ ...manager, ring: next }, second.id, all)).rejects.toMatchObject({ why: 'forged' });
  });

  it('[SR16] a browser that the root did not certify gets no new ring', async () => {
    const planted = await browser('Planted');
    const own = listed(first.id, first.publicKey, request.browser.certificate);
    const forged = listed(planted.id, planted.publicKey, request.browser.certificate);
    await expect(removeBrowser(manager, crypto.randomUUID(), [own, forged])).rejects.toMatchObject({ why: 'forged' });
  });

  it('[SR17] the number to compare is the same on both sides, and another one when a key was exchanged', async () => {
    const [second, planted] = [await browser('Second'), await browser('Planted')];
    const told = { tenantId, rootPublicKey: root, browserKey: second.publicKey };
    const number = await comparisonNumber(told);
    expect(number).toMatch(/^(\d{5} ){5}\d{5}$/u);
    expect(await comparisonNumber({ ...told })).toBe(number);
    expect(await comparisonNumber({ ...told, browserKey: planted.publicKey })).not.toBe(number);
    expect(await comparisonNumber({ ...told, rootPublicKey: fromBase64Url(request.recordingKey.publicKey) })).not.toBe(number);
  });
});
