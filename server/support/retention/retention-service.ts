import { can } from '../../../protocol/identity/permissions.ts';
import type { DeletionReceipt, ReceiptQuery, SessionKeeping, SupportRetention } from '../../../protocol/support/retention.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { ArtefactStore } from '../artefacts/artefact-store.ts';
import { readableSession } from '../session-access.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { HoldStore } from './hold-store.ts';
import { holdViewOf } from './hold-view.ts';
import { keepingOf } from './keeping-view.ts';
import type { SqlReceiptList } from './receipt-list.sql.ts';
import { receiptOf } from './receipt.ts';
import type { SqlRetentionSettings } from './settings-store.sql.ts';
import type { VanishStore } from './vanish-store.ts';

export interface RetentionServiceParts {
  readonly sessions: Pick<SessionStore, 'find' | 'isOf'>;
  readonly artefacts: Pick<ArtefactStore, 'ofSession'>;
  readonly holds: Pick<HoldStore, 'find'>;
  readonly vanishing: Pick<VanishStore, 'receiptOf'>;
  readonly settings: Pick<SqlRetentionSettings, 'get' | 'put'>;
  readonly receipts: Pick<SqlReceiptList, 'list'>;
  readonly clock: Clock;
}

/** What staff are told about how long content stays, and how it went. */
export class RetentionService {
  readonly #parts: RetentionServiceParts;

  constructor(parts: RetentionServiceParts) {
    this.#parts = parts;
  }

  /** @throws {ServiceError} `forbidden`, `not-found` */
  async keeping(actor: Actor, sessionId: string): Promise<SessionKeeping> {
    const { sessions, artefacts, holds, vanishing, clock } = this.#parts;
    const { tenantId } = actor;
    const keeping = keepingOf(await readableSession(sessions, actor, sessionId), clock.now());
    const [hold, receipt, files] = await Promise.all([
      holds.find(tenantId, sessionId),
      vanishing.receiptOf(tenantId, sessionId),
      keeping.isGone ? [] : artefacts.ofSession(tenantId, sessionId),
    ]);
    return {
      ...keeping,
      hold: hold ? holdViewOf(hold, actor.userId) : null,
      mayHold: can(actor.role, 'support.hold'),
      receipt: receipt ? receiptOf(receipt) : null,
      files: files.map(({ id, kind, name, bytes }) => ({ id, kind, name, bytes })),
    };
  }

  /** @throws {ServiceError} `forbidden` */
  async receipts(actor: Actor, query: ReceiptQuery): Promise<Page<DeletionReceipt>> {
    requirePermission(actor, 'support.manage');
    return this.#parts.receipts.list(actor.tenantId, query);
  }

  async settings(actor: Actor): Promise<SupportRetention> {
    requirePermission(actor, 'support.serve');
    return this.#parts.settings.get(actor.tenantId);
  }

  /** @throws {ServiceError} `forbidden`, `changed-meanwhile` */
  async putSettings(actor: Actor, wanted: SupportRetention): Promise<SupportRetention> {
    requirePermission(actor, 'support.manage');
    const { settings } = this.#parts;
    if (!(await settings.put(actor.tenantId, wanted, actor))) throw new ServiceError('changed-meanwhile');
    return settings.get(actor.tenantId);
  }
}
