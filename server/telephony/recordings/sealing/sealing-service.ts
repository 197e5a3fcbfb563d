import type {
  Approval,
  AskApproval,
  FoundSealing,
  RecordingKey,
  Removal,
  SealedRing,
  Sealing,
  SealingBrowser,
} from '../../../../protocol/media/sealing.ts';
import { browserStatement, recordingKeyStatement, ringStatement } from '../../../../protocol/media/sealing-statements.ts';
import { can } from '../../../../protocol/identity/permissions.ts';
import { requirePermission, type Actor } from '../../../identity/index.ts';
import type { SealingEvents } from '../../../media/index.ts';
import type { Bus } from '../../../platform/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import { ServiceError } from '../../../platform/service-error.ts';
import type { ObjectRecipient } from '../../../storage/index.ts';
import type { RecordingReceipt } from '../recording-store.ts';
import { isSignedBy } from './root-signature.ts';
import type { SealingOutcome, SealingStore, StoredBrowser, StoredRecordingKey, StoredRing, StoredSealing } from './sealing-store.ts';

export interface SealingServiceOptions {
  readonly store: SealingStore;
  readonly bus: Bus<SealingEvents>;
  readonly clock: Clock;
  /** What a person of this tenant is called; undefined when they are gone. */
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
}

/** The root that counts, and whose keys it signs. */
interface Root {
  readonly tenantId: string;
  readonly publicKey: Buffer;
}

/**
 * Sealing of a tenant's recordings, as far as the server takes part: it keeps what browsers made and refuses what their root did not sign.
 * It holds no private half.
 */
export class SealingService {
  readonly #options: SealingServiceOptions;

  constructor(options: SealingServiceOptions) {
    this.#options = options;
  }

  /** What a recording that begins now is sealed to; undefined when the tenant does not seal. @throws {StorageError} */
  async recipient(tenantId: string): Promise<ObjectRecipient | undefined> {
    const sealing = await this.#options.store.get(tenantId);
    const newest = sealing?.isOn === true ? sealing.keys.at(-1) : undefined;
    return newest && { keyVersion: newest.version, publicKey: newest.publicKey };
  }

  /** @throws {ServiceError} `forbidden` */
  async get(actor: Actor): Promise<Sealing> {
    requirePermission(actor, 'recordings.read-own');
    const { store } = this.#options;
    const sealing = await store.get(actor.tenantId);
    if (!sealing) return { isOn: false, keys: null };
    const seesAll = can(actor.role, 'recordings.seal');
    const browsers = (await store.browsers(actor.tenantId)).filter((one) => seesAll || one.userId === actor.userId);
    return {
      isOn: sealing.isOn,
      keys: {
        rootPublicKey: textOf(sealing.rootPublicKey),
        recoveryPin: textOf(sealing.recoveryPin),
        recordingKeys: sealing.keys.map(keyOf),
        version: sealing.version,
        browsers: await Promise.all(browsers.map((one) => this.#browserOf(actor, one))),
      },
    };
  }

  /** The ring of one's own browser, or what the recovery code opens. @throws {ServiceError} `not-found` */
  async ring(actor: Actor, id: string): Promise<SealedRing> {
    requirePermission(actor, 'recordings.read-own');
    const found = (await this.#options.store.browsers(actor.tenantId)).find((one) => one.id === id);
    const isTheirs = found?.kind === 'recovery' ? can(actor.role, 'recordings.seal') : found?.userId === actor.userId;
    if (!found?.approved || !isTheirs) throw new ServiceError('not-found');
    return { ring: textOf(found.approved.ring.ring), signature: textOf(found.approved.ring.signature) };
  }

  /** @throws {ServiceError} `forbidden`; `taken` when there are keys; `bad-request` when something is not signed as it should be */
  async found(actor: Actor, request: FoundSealing): Promise<Sealing> {
    requirePermission(actor, 'recordings.seal');
    const root = { tenantId: actor.tenantId, publicKey: bytesOf(request.rootPublicKey) };
    const makers = [
      { ...request.browser, kind: 'browser', userId: actor.userId },
      { ...request.recovery, kind: 'recovery', userId: undefined, name: '' },
    ] as const;
    const browsers = makers.map(({ id, kind, userId, name, publicKey, certificate, ring }): StoredBrowser => {
      const approved = { certificate: certificateOf(root, { id, publicKey, isManager: true }, certificate), ring: ringOf(root, id, ring) };
      return { id, kind, userId, name, publicKey: bytesOf(publicKey), isManager: true, approved, createdAtMs: this.#options.clock.now() };
    });
    const key = signedKeyOf(root, request.recordingKey, 1);
    const founding = { rootPublicKey: root.publicKey, recoveryPin: bytesOf(request.recoveryPin), key, browsers };
    const receipt = receiptOf(actor, 'sealing.set_up', { browser: request.browser.name, rootPublicKey: request.rootPublicKey });
    if (!(await this.#options.store.found(actor.tenantId, founding, receipt))) throw new ServiceError('taken');
    return this.get(actor);
  }

  /** @throws {ServiceError} `forbidden`; `not-found` when there are no keys yet */
  async switch(actor: Actor, isOn: boolean): Promise<Sealing> {
    requirePermission(actor, 'recordings.seal');
    await this.#required(actor.tenantId);
    await this.#options.store.setOn(actor.tenantId, isOn, receiptOf(actor, isOn ? 'sealing.turned_on' : 'sealing.turned_off'));
    return this.get(actor);
  }

  /** @throws {ServiceError} `not-found` when there are no keys; `taken` */
  async ask(actor: Actor, { id, name, publicKey }: AskApproval): Promise<Sealing> {
    requirePermission(actor, 'recordings.read-own');
    await this.#required(actor.tenantId);
    const { userId } = actor;
    const waiting = { id, kind: 'browser', userId, name, publicKey: bytesOf(publicKey), isManager: false, approved: undefined } as const;
    const browser = { ...waiting, createdAtMs: this.#options.clock.now() };
    const isAdded = await this.#options.store.ask(actor.tenantId, browser, receiptOf(actor, 'sealing.browser_asked', { browser: name }));
    if (!isAdded) throw new ServiceError('taken');
    return this.get(actor);
  }

  /** @throws {ServiceError} `forbidden`, `not-found`, `changed-meanwhile`; `bad-request` when the root did not sign it */
  async approve(actor: Actor, id: string, approval: Approval): Promise<Sealing> {
    requirePermission(actor, 'recordings.seal');
    const { rootPublicKey } = await this.#required(actor.tenantId);
    const root = { tenantId: actor.tenantId, publicKey: rootPublicKey };
    const asked = await this.#waiting(actor.tenantId, id);
    const { version, isManager, how } = approval;
    const about = { id, publicKey: textOf(asked.publicKey), isManager };
    const change = {
      version,
      isManager,
      certificate: certificateOf(root, about, approval.certificate),
      ring: ringOf(root, id, approval.ring),
    };
    const receipt = receiptOf(actor, 'sealing.browser_approved', { ...ownerOf(asked), isManager, how });
    return this.#settled(actor, await this.#options.store.approve(actor.tenantId, id, change, receipt));
  }

  /** Turns a waiting browser away; one's own, or anybody's for who may seal. @throws {ServiceError} `not-found` */
  async withdraw(actor: Actor, id: string): Promise<Sealing> {
    requirePermission(actor, 'recordings.read-own');
    const asked = await this.#waiting(actor.tenantId, id);
    if (asked.userId !== actor.userId && !can(actor.role, 'recordings.seal')) throw new ServiceError('not-found');
    await this.#options.store.withdraw(actor.tenantId, id, receiptOf(actor, 'sealing.request_removed', ownerOf(asked)));
    return this.get(actor);
  }

  /** @throws {ServiceError} `forbidden`, `not-found`, `changed-meanwhile`; `bad-request` when the root did not sign it */
  async remove(actor: Actor, id: string, { version, recordingKey, rings }: Removal): Promise<Sealing> {
    requirePermission(actor, 'recordings.seal');
    const { store, bus, clock } = this.#options;
    const { tenantId } = actor;
    const { rootPublicKey, keys } = await this.#required(tenantId);
    const root = { tenantId, publicKey: rootPublicKey };
    const removed = (await store.browsers(tenantId)).find((one) => one.id === id);
    if (!removed) throw new ServiceError('not-found');
    const key = signedKeyOf(root, recordingKey, (keys.at(-1)?.version ?? 0) + 1);
    const removedAt = new Date(clock.now());
    const change = { version, key, removedAt, rings: new Map(rings.map((one) => [one.id, ringOf(root, one.id, one.ring)])) };
    const receipt = receiptOf(actor, 'sealing.browser_removed', { ...ownerOf(removed), keyVersion: key.version });
    const outcome = await store.remove(tenantId, id, change, receipt);
    if (outcome === 'done') bus.publish('sealing.browser-removed', { tenantId, browserId: id });
    return this.#settled(actor, outcome);
  }

  async #required(tenantId: string): Promise<StoredSealing> {
    const sealing = await this.#options.store.get(tenantId);
    if (!sealing) throw new ServiceError('not-found');
    return sealing;
  }

  async #waiting(tenantId: string, id: string): Promise<StoredBrowser> {
    const found = (await this.#options.store.browsers(tenantId)).find((one) => one.id === id && !one.approved);
    if (!found) throw new ServiceError('not-found');
    return found;
  }

  #settled(actor: Actor, outcome: SealingOutcome): Promise<Sealing> {
    if (outcome === 'gone') throw new ServiceError('not-found');
    if (outcome === 'changed') throw new ServiceError('changed-meanwhile');
    return this.get(actor);
  }

  async #browserOf(actor: Actor, browser: StoredBrowser): Promise<SealingBrowser> {
    const { id, kind, userId, name, publicKey, isManager, approved, createdAtMs } = browser;
    return {
      id,
      kind,
      userId: userId ?? null,
      userName: (userId === undefined ? undefined : await this.#options.nameOf(actor.tenantId, userId)) ?? null,
      isMine: userId === actor.userId,
      name,
      publicKey: textOf(publicKey),
      isManager,
      certificate: approved ? textOf(approved.certificate) : null,
      createdAt: new Date(createdAtMs).toISOString(),
    };
  }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function textOf(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function keyOf({ version, publicKey, signature }: StoredRecordingKey): RecordingKey {
  return { version, publicKey: textOf(publicKey), signature: textOf(signature) };
}

function signedKeyOf({ tenantId, publicKey: root }: Root, key: RecordingKey, version: number): StoredRecordingKey {
  const signature = bytesOf(key.signature);
  if (key.version !== version) throw new ServiceError('changed-meanwhile');
  if (!isSignedBy(root, recordingKeyStatement({ tenantId, ...key }), signature)) throw new ServiceError('bad-request');
  return { version, publicKey: bytesOf(key.publicKey), signature };
}

function certificateOf(root: Root, browser: { id: string; publicKey: string; isManager: boolean }, certificate: string): Buffer {
  const bytes = bytesOf(certificate);
  const statement = browserStatement({ tenantId: root.tenantId, ...browser });
  if (!isSignedBy(root.publicKey, statement, bytes)) throw new ServiceError('bad-request');
  return bytes;
}

function ringOf(root: Root, id: string, { ring, signature }: SealedRing): StoredRing {
  const bytes = bytesOf(signature);
  if (!isSignedBy(root.publicKey, ringStatement({ tenantId: root.tenantId, id, ring }), bytes)) throw new ServiceError('bad-request');
  return { ring: bytesOf(ring), signature: bytes };
}

function ownerOf({ name, userId }: StoredBrowser): Record<string, string> {
  return { browser: name, ...(userId === undefined ? {} : { userId }) };
}

function receiptOf(actor: Actor, action: string, after?: RecordingReceipt['after']): RecordingReceipt {
  return { actorUserId: actor.userId, action, address: actor.address, ...(after ? { after } : {}) };
}
