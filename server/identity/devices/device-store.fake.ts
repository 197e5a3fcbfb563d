import type { Device, SealedDigest } from '../entities.ts';
import { StoreConflict } from '../identity-store.ts';
import type { TenantRows } from '../tenant-rows.fake.ts';
import type { DeviceRow, DeviceStore } from './device-store.ts';
import type { DigestAccount } from './digest-identity.ts';

/** SIP phones in memory. */
export class FakeDeviceStore implements DeviceStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(device: Device, digest: SealedDigest): Promise<void> {
    if ([...this.#rows.devices.values()].some((row) => row.device.sipUsername === device.sipUsername))
      throw new StoreConflict('sipUsername');
    this.#rows.devices.set(device.id, {
      device,
      ha1Sha256: digest.ha1Sha256.toString('hex'),
      ha1Md5: digest.ha1Md5?.toString('hex') ?? null,
    });
  }

  async list(): Promise<readonly DeviceRow[]> {
    return [...this.#rows.devices.values()].map((row) => this.#row(row.device));
  }

  async byId(id: string): Promise<DeviceRow | undefined> {
    const row = this.#rows.devices.get(id);
    return row && this.#row(row.device);
  }

  async digestAccount(sipUsername: string): Promise<DigestAccount | undefined> {
    const row = [...this.#rows.devices.values()].find((candidate) => candidate.device.sipUsername === sipUsername);
    const user = row && this.#rows.users.get(row.device.userId)?.user;
    const pbx = row && this.#rows.pbxs.get(row.device.pbxId);
    if (!user || !pbx) return undefined;
    return {
      device: row.device,
      digest: { ha1Sha256: Buffer.from(row.ha1Sha256, 'hex'), ha1Md5: row.ha1Md5 === null ? null : Buffer.from(row.ha1Md5, 'hex') },
      isUserDisabled: user.isDisabled,
      pbxSlug: pbx.slug,
      digestPolicy: pbx.digestPolicy,
      tenantSlug: this.#rows.tenant?.slug ?? '',
      isTenantEnded: this.#rows.tenant?.endedAt !== undefined,
    };
  }

  async setDisabled(id: string, isDisabled: boolean): Promise<boolean> {
    const row = this.#rows.devices.get(id);
    if (!row) return false;
    this.#rows.devices.set(id, { ...row, device: { ...row.device, isDisabled } });
    return true;
  }

  async touch(id: string, at: Date): Promise<void> {
    const row = this.#rows.devices.get(id);
    if (row) this.#rows.devices.set(id, { ...row, device: { ...row.device, lastSeenAt: at } });
  }

  async delete(id: string): Promise<boolean> {
    return this.#rows.devices.delete(id);
  }

  #row(device: Device): DeviceRow {
    return { device, userName: this.#rows.users.get(device.userId)?.user.displayName ?? '' };
  }
}
