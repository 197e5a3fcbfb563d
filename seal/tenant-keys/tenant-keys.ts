import type { Approval, FoundSealing, RecordingKey, Removal, SealingBrowser } from '../../protocol/media/sealing.ts';
import { browserStatement, recordingKeyStatement } from '../../protocol/media/sealing-statements.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { newRawPair, publicBytesOf } from '../hpke.ts';
import { SealError } from '../seal-error.ts';
import { closeRing, withoutRoot, type KeyRing } from './key-ring.ts';
import { closePin, newRecoveryCode, secretsOf } from './recovery-code.ts';
import { requireSigned, TenantRoot } from './tenant-root.ts';

interface NewBrowser {
  readonly id: string;
  readonly name: string;
  readonly publicKey: Bytes;
}

/** Makes a tenant's root and first recording key. The code is shown once; what goes to the server opens nothing. */
export async function foundTenantKeys(
  tenantId: string,
  browser: NewBrowser,
): Promise<{ readonly request: FoundSealing; readonly recoveryCode: string; readonly rootPublicKey: Bytes }> {
  const root = await TenantRoot.create();
  const recoveryCode = newRecoveryCode();
  const { pair, pinKey } = await secretsOf(recoveryCode, tenantId);
  const { recordingKey, secret } = await newRecordingKey(root, tenantId, 1);
  const ring: KeyRing = { version: 1, root: toBase64Url(root.seed), recordingKeys: [secret], removed: [] };
  const certified = async (id: string, publicKey: Bytes) => ({
    id,
    publicKey: toBase64Url(publicKey),
    certificate: await root.sign(browserStatement({ tenantId, id, publicKey: toBase64Url(publicKey), isManager: true })),
    ring: await closeRing(root, { tenantId, id, publicKey }, ring),
  });
  const request: FoundSealing = {
    rootPublicKey: toBase64Url(root.publicKey),
    recoveryPin: await closePin(pinKey, root.publicKey),
    recordingKey,
    browser: { ...(await certified(browser.id, browser.publicKey)), name: browser.name },
    recovery: await certified(crypto.randomUUID(), await publicBytesOf(pair)),
  };
  return { request, recoveryCode, rootPublicKey: root.publicKey };
}

/** What a manager's browser works with. */
export interface Manager {
  readonly tenantId: string;
  readonly rootPublicKey: Bytes;
  readonly ring: KeyRing;
}

/** Signs a browser's key and closes a ring for it. Only after the numbers were compared, or the recovery code typed. @throws {SealError} */
export async function approveBrowser(
  manager: Manager,
  browser: Pick<SealingBrowser, 'id' | 'publicKey'>,
  { isManager, how }: Pick<Approval, 'isManager' | 'how'>,
): Promise<Approval> {
  const { tenantId, ring } = manager;
  const root = await rootOf(manager);
  const { id, publicKey } = browser;
  if (ring.removed.includes(id)) throw new SealError('forged');
  const theirs = isManager ? ring : await withoutRoot(root, { tenantId, id }, ring);
  return {
    version: ring.version,
    isManager,
    how,
    certificate: await root.sign(browserStatement({ tenantId, id, publicKey, isManager })),
    ring: await closeRing(root, { tenantId, id, publicKey: fromBase64Url(publicKey) }, theirs),
  };
}

/**
 * Makes a new recording key and closes new rings for all but one. Those whose certificate is not the root's, and those that were removed
 * before, get none. @throws {SealError} `forged` for such a browser in the list
 */
export async function removeBrowser(manager: Manager, removedId: string, browsers: readonly SealingBrowser[]): Promise<Removal> {
  const { tenantId, rootPublicKey, ring } = manager;
  const root = await rootOf(manager);
  const newest = Math.max(0, ...ring.recordingKeys.map((key) => key.version));
  const { recordingKey, secret } = await newRecordingKey(root, tenantId, newest + 1);
  const next: KeyRing = {
    ...ring,
    version: ring.version + 1,
    recordingKeys: [...ring.recordingKeys, secret],
    removed: [...ring.removed, removedId],
  };
  const rings: Removal['rings'] = [];
  for (const { id, publicKey, isManager, certificate } of browsers) {
    if (certificate === null || id === removedId) continue;
    if (ring.removed.includes(id)) throw new SealError('forged');
    await requireSigned(rootPublicKey, browserStatement({ tenantId, id, publicKey, isManager }), certificate);
    const theirs = isManager ? next : await withoutRoot(root, { tenantId, id }, next);
    rings.push({ id, ring: await closeRing(root, { tenantId, id, publicKey: fromBase64Url(publicKey) }, theirs) });
  }
  return { version: ring.version, recordingKey, rings };
}

/** @throws {SealError} `forged` unless the root signed every one of them */
export async function requireSignedKeys(tenantId: string, rootPublicKey: Bytes, keys: readonly RecordingKey[]): Promise<void> {
  for (const { version, publicKey, signature } of keys)
    await requireSigned(rootPublicKey, recordingKeyStatement({ tenantId, version, publicKey }), signature);
}

function rootOf({ rootPublicKey, ring }: Manager): Promise<TenantRoot> {
  if (ring.root === null) throw new SealError('not-manager');
  return TenantRoot.from(rootPublicKey, fromBase64Url(ring.root));
}

async function newRecordingKey(
  root: TenantRoot,
  tenantId: string,
  version: number,
): Promise<{ readonly recordingKey: RecordingKey; readonly secret: KeyRing['recordingKeys'][number] }> {
  const pair = await newRawPair();
  const publicKey = toBase64Url(pair.publicKey);
  const signature = await root.sign(recordingKeyStatement({ tenantId, version, publicKey }));
  return { recordingKey: { version, publicKey, signature }, secret: { version, publicKey, privateKey: toBase64Url(pair.privateKey) } };
}
