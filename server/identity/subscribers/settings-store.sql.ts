import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import type { Trx } from '../../storage/index.ts';
import type { SettingsStore } from './settings-store.ts';

/** Phone settings in PostgreSQL; one instance per transaction. */
export class SqlSettingsStore implements SettingsStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async ofUser(userId: string): Promise<PhoneSettings | undefined> {
    const row = await this.#trx
      .selectFrom('phone_settings')
      .selectAll()
      .where('tenant_id', '=', this.#tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row && { doNotDisturb: row.dnd, callWaiting: row.call_waiting, noAnswerSeconds: row.no_answer_seconds };
  }

  async set(userId: string, settings: PhoneSettings): Promise<void> {
    const columns = { dnd: settings.doNotDisturb, call_waiting: settings.callWaiting, no_answer_seconds: settings.noAnswerSeconds };
    await this.#trx
      .insertInto('phone_settings')
      .values({ tenant_id: this.#tenantId, user_id: userId, ...columns })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(columns))
      .execute();
  }
}
