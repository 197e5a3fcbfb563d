import type { Selectable } from 'kysely';
import type { DevicesTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { Device, SealedDigest } from '../entities.ts';
import { conflicts } from '../store-conflicts.sql.ts';
import type { DeviceRow, DeviceStore } from './device-store.ts';
import type { DigestAccount } from './digest-identity.ts';

const taken = conflicts({ devices_tenant_id_sip_username_key: 'sipUsername' });

/** SIP phones in PostgreSQL; one instance per transaction. */
export class SqlDeviceStore implements DeviceStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(device: Device, digest: SealedDigest): Promise<void> {
    await taken(() =>
      this.#trx
        .insertInto('devices')
        .values({
          tenant_id: this.#tenantId,
          id: device.id,
          user_id: device.userId,
          pbx_id: device.pbxId,
          label: device.label,
          kind: 'phone',
          sip_username: device.sipUsername,
          allow_md5: device.allowMd5,
          ha1_sha256: digest.ha1Sha256,
          ha1_md5: digest.ha1Md5,
        })
        .execute(),
    );
  }

  async list(): Promise<readonly DeviceRow[]> {
    return (await this.#rows().orderBy('devices.id').execute()).flatMap((row) => rowOf(row) ?? []);
  }

  async byId(id: string): Promise<DeviceRow | undefined> {
    const row = await this.#rows().where('devices.id', '=', id).executeTakeFirst();
    return row && rowOf(row);
  }

  async digestAccount(sipUsername: string): Promise<DigestAccount | undefined> {
    const row = await this.#rows()
      .innerJoin('pbxs', (join) => join.onRef('pbxs.tenant_id', '=', 'devices.tenant_id').onRef('pbxs.id', '=', 'devices.pbx_id'))
      .innerJoin('tenants', 'tenants.id', 'devices.tenant_id')
      .select([
        'users.disabled_at as user_disabled_at',
        'pbxs.slug as pbx_slug',
        'pbxs.digest_policy',
        'tenants.slug as tenant_slug',
        'tenants.ended_at',
      ])
      .where('devices.sip_username', '=', sipUsername)
      .executeTakeFirst();
    const device = row && deviceOf(row);
    if (!device || row.ha1_sha256 === null) return undefined;
    return {
      device,
      digest: { ha1Sha256: row.ha1_sha256, ha1Md5: row.ha1_md5 },
      isUserDisabled: row.user_disabled_at !== null,
      pbxSlug: row.pbx_slug,
      digestPolicy: row.digest_policy,
      tenantSlug: row.tenant_slug,
      isTenantEnded: row.ended_at !== null,
    };
  }

  async setDisabled(id: string, isDisabled: boolean): Promise<boolean> {
    const done = await this.#trx
      .updateTable('devices')
      .set({ disabled_at: isDisabled ? new Date() : null })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  async touch(id: string, at: Date): Promise<void> {
    await this.#trx.updateTable('devices').set({ last_seen_at: at }).where('tenant_id', '=', this.#tenantId).where('id', '=', id).execute();
  }

  async delete(id: string): Promise<boolean> {
    const done = await this.#trx.deleteFrom('devices').where('tenant_id', '=', this.#tenantId).where('id', '=', id).executeTakeFirst();
    return done.numDeletedRows === 1n;
  }

  #rows() {
    return this.#trx
      .selectFrom('devices')
      .innerJoin('users', (join) => join.onRef('users.tenant_id', '=', 'devices.tenant_id').onRef('users.id', '=', 'devices.user_id'))
      .selectAll('devices')
      .select('users.display_name as user_name')
      .where('devices.tenant_id', '=', this.#tenantId)
      .where('devices.kind', '=', 'phone');
  }
}

function deviceOf(row: Selectable<DevicesTable>): Device | undefined {
  if (row.pbx_id === null) return undefined;
  return {
    id: row.id,
    userId: row.user_id,
    pbxId: row.pbx_id,
    label: row.label,
    sipUsername: row.sip_username,
    allowMd5: row.allow_md5,
    isDisabled: row.disabled_at !== null,
    lastSeenAt: row.last_seen_at,
  };
}

function rowOf(row: Selectable<DevicesTable> & { user_name: string }): DeviceRow | undefined {
  const device = deviceOf(row);
  return device && { device, userName: row.user_name };
}
