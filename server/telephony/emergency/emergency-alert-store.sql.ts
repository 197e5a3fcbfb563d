import type { Selectable } from 'kysely';
import type { Audit, Database } from '../../storage/index.ts';
import type { EmergencyAlertsTable } from '../../storage/schema.ts';
import { maxOpenAlerts, type Acknowledgement, type EmergencyAlertStore, type EmergencyCall } from './emergency-alert-store.ts';

/** Emergency alerts in PostgreSQL. */
export class SqlEmergencyAlertStore implements EmergencyAlertStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(storage: { readonly db: Pick<Database, 'inTenant'>; readonly audit: Pick<Audit, 'append'> }) {
    this.#db = storage.db;
    this.#audit = storage.audit;
  }

  async add(tenantId: string, call: EmergencyCall): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      const done = await trx
        .insertInto('emergency_alerts')
        .values({
          tenant_id: tenantId,
          id: call.id,
          at: new Date(call.atMs),
          pbx_id: call.pbxId,
          user_id: call.userId,
          caller_name: call.callerName,
          caller_number: call.callerNumber,
          dialled: call.number,
          site_id: call.siteId ?? null,
          site_name: call.siteName,
          site_address: call.siteAddress,
          is_place_sure: call.isPlaceSure,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
        .executeTakeFirst();
      if (done.numInsertedOrUpdatedRows !== 1n) return;
      await this.#audit.append(tenantId, trx, {
        actorUserId: call.userId,
        action: 'emergency.dialled',
        subjectKind: 'emergency_alert',
        subjectId: call.id,
        after: { number: call.number, siteId: call.siteId ?? null, siteAddress: call.siteAddress, isPlaceSure: call.isPlaceSure },
      });
    });
  }

  async open(tenantId: string): Promise<readonly EmergencyCall[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('emergency_alerts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('acknowledged_at', 'is', null)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(maxOpenAlerts)
        .execute();
      return rows.map(callOf);
    });
  }

  async acknowledge(tenantId: string, id: string, by: Acknowledgement): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const alerts = trx.selectFrom('emergency_alerts').select('acknowledged_at').where('tenant_id', '=', tenantId).where('id', '=', id);
      const alert = await alerts.forUpdate().executeTakeFirst();
      if (!alert) return false;
      if (alert.acknowledged_at !== null) return true;
      await trx
        .updateTable('emergency_alerts')
        .set({ acknowledged_at: new Date(by.atMs), acknowledged_by: by.userId, acknowledged_by_name: by.name })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute();
      await this.#audit.append(tenantId, trx, {
        actorUserId: by.userId,
        action: 'emergency.acknowledged',
        subjectKind: 'emergency_alert',
        subjectId: id,
        address: by.address,
      });
      return true;
    });
  }
}

function callOf(row: Selectable<EmergencyAlertsTable>): EmergencyCall {
  return {
    id: row.id,
    atMs: row.at.getTime(),
    pbxId: row.pbx_id ?? '',
    userId: row.user_id ?? '',
    callerName: row.caller_name,
    callerNumber: row.caller_number,
    number: row.dialled,
    siteId: row.site_id ?? undefined,
    siteName: row.site_name,
    siteAddress: row.site_address,
    isPlaceSure: row.is_place_sure,
  };
}
