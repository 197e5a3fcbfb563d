import { randomBytes } from 'node:crypto';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { LruMap } from '../../platform/lru-map.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Secrets } from '../../storage/index.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { Device } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { newOneTimePassword } from '../passwords/one-time-password.ts';
import { digestContext, ha1 } from '../sip-credentials.ts';
import { pbxDomain } from '../subscribers/addresses.ts';
import type { DeviceRow } from './device-store.ts';

export interface DeviceServiceOptions {
  readonly store: IdentityStore;
  readonly bus: Bus<IdentityEvents>;
  readonly secrets: Secrets;
  readonly sipDomain: string;
  readonly clock: Clock;
}

/** How often a phone's last sign of life is written at most (ID43): phones refresh their registration all the time. */
const seenEveryMs = 60_000;
const maxRememberedPhones = 20_000;

/** What is typed into the phone; the password is told once. */
export interface NewDevice {
  readonly row: DeviceRow;
  readonly sipPassword: string;
  readonly realm: string;
}

/** An admin's work on SIP phones with digest credentials. */
export class DeviceService {
  readonly #options: DeviceServiceOptions;
  /** When each phone's sign of life was last written, on the monotonic clock. */
  readonly #seen = new LruMap<string, number>(maxRememberedPhones);

  constructor(options: DeviceServiceOptions) {
    this.#options = options;
  }

  async list(actor: Actor): Promise<readonly DeviceRow[]> {
    requirePermission(actor, 'devices.read');
    return this.#options.store.inTenant(actor.tenantId, (unit) => unit.devices.list());
  }

  /** In the PBX of the person's first extension, else the default one. @throws {ServiceError} `invalid-fields` */
  async create(actor: Actor, fields: { readonly userId: string; readonly label: string; readonly allowMd5: boolean }): Promise<NewDevice> {
    requirePermission(actor, 'devices.update');
    const { store, secrets, sipDomain } = this.#options;
    return store.inTenant(actor.tenantId, async (unit) => {
      const { pbx, tenant } = await homeOf(unit, fields.userId);
      const realm = pbxDomain(pbx.slug, tenant.slug, sipDomain);
      const id = newId();
      const identity = { username: `d${randomBytes(6).toString('hex')}`, realm, password: newOneTimePassword() };
      const seal = (algorithm: 'sha-256' | 'md5', value: string): Buffer =>
        secrets.seal(digestContext(actor.tenantId, id, algorithm), Buffer.from(value));
      const digest = {
        ha1Sha256: seal('sha-256', ha1('sha256', identity)),
        ha1Md5: fields.allowMd5 ? seal('md5', ha1('md5', identity)) : null,
      };
      const device = {
        id,
        userId: fields.userId,
        pbxId: pbx.id,
        label: fields.label,
        sipUsername: identity.username,
        allowMd5: fields.allowMd5,
        isDisabled: false,
        lastSeenAt: null,
      };
      await unit.devices.insert(device, digest);
      await unit.claim('sip_user', `${identity.username}@${realm}`, id);
      await unit.audit({
        actorUserId: actor.userId,
        action: 'device.created',
        subjectKind: 'device',
        subjectId: id,
        after: { label: fields.label, userId: fields.userId, allowMd5: fields.allowMd5 },
        address: actor.address,
      });
      return { row: await requireDevice(unit, id), sipPassword: identity.password, realm };
    });
  }

  /** @throws {ServiceError} `not-found` */
  async setDisabled(actor: Actor, id: string, isDisabled: boolean): Promise<DeviceRow> {
    requirePermission(actor, 'devices.update');
    return this.#options.store.inTenant(actor.tenantId, async (unit) => {
      const { device } = await requireDevice(unit, id);
      await unit.devices.setDisabled(id, isDisabled);
      await unit.audit({
        actorUserId: actor.userId,
        action: isDisabled ? 'device.disabled' : 'device.enabled',
        subjectKind: 'device',
        subjectId: id,
        address: actor.address,
      });
      if (isDisabled) this.#tellEnded(unit, { deviceId: id, userId: device.userId });
      return requireDevice(unit, id);
    });
  }

  /** @throws {ServiceError} `not-found` */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'devices.update');
    await this.#options.store.inTenant(actor.tenantId, async (unit) => {
      const { device } = await requireDevice(unit, id);
      await releaseDevice(unit, device, this.#options.sipDomain);
      await unit.devices.delete(id);
      await unit.audit({
        actorUserId: actor.userId,
        action: 'device.deleted',
        subjectKind: 'device',
        subjectId: id,
        before: { label: device.label, userId: device.userId },
        address: actor.address,
      });
      this.#tellEnded(unit, { deviceId: id, userId: device.userId });
    });
  }

  /** A phone registered and proved who it is: a sign of life, written at most once a minute per phone (ID43). */
  async noteSeen(tenantId: string, deviceId: string): Promise<void> {
    const { store, clock } = this.#options;
    const nowMs = clock.monotonicMs();
    const before = this.#seen.get(deviceId);
    if (before !== undefined && nowMs - before < seenEveryMs) return;
    this.#seen.set(deviceId, nowMs);
    await store.inTenant(tenantId, (unit) => unit.devices.touch(deviceId, new Date(clock.now())));
  }

  #tellEnded(unit: IdentityUnit, device: { readonly deviceId: string; readonly userId: string }): void {
    unit.afterCommit(() => this.#options.bus.publish('identity.device-ended', { tenantId: unit.tenantId, ...device }));
  }
}

/** Takes a phone's digest name out of the directory: nobody can register with it any more. */
export async function releaseDevice(unit: IdentityUnit, device: Device, sipDomain: string): Promise<void> {
  const pbx = await unit.pbxs.byId(device.pbxId);
  const tenant = await unit.tenant();
  if (pbx && tenant) await unit.release('sip_user', `${device.sipUsername}@${pbxDomain(pbx.slug, tenant.slug, sipDomain)}`);
}

async function requireDevice(unit: IdentityUnit, id: string): Promise<DeviceRow> {
  const row = await unit.devices.byId(id);
  if (!row) throw new ServiceError('not-found');
  return row;
}

async function homeOf(unit: IdentityUnit, userId: string) {
  const user = await unit.users.byId(userId);
  if (!user) throw new ServiceError('invalid-fields', { fields: { userId: 'unknown' } });
  const [extension] = await unit.extensions.ofUser(userId);
  const pbx = extension ? await unit.pbxs.byId(extension.pbxId) : (await unit.pbxs.list())[0];
  const tenant = await unit.tenant();
  if (!pbx || !tenant) throw new ServiceError('invalid-fields', { fields: { userId: 'no-pbx' } });
  return { pbx, tenant };
}
