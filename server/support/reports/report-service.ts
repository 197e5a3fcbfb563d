import { can } from '../../../protocol/identity/permissions.ts';
import type { SupportReport } from '../../../protocol/support/session.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { SessionStore, SupportSession } from '../sessions/session-store.ts';
import { csvOf } from './report-csv.ts';
import { reportOf } from './report-figures.ts';

export interface ReportServiceOptions {
  readonly sessions: Pick<SessionStore, 'inPeriod'>;
  readonly clock: Clock;
}

/** From (inclusive) to (exclusive), as ISO 8601. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const maxPeriodMs = 400 * 86_400_000;

/** How support went: one's own sessions, or everybody's for those who may read all. */
export class ReportService {
  readonly #options: ReportServiceOptions;

  constructor(options: ReportServiceOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `forbidden`; `invalid-fields` when the period is empty or longer than 400 days */
  async report(actor: Actor, period: Period): Promise<SupportReport> {
    return reportOf(await this.#sessions(actor, period), this.#options.clock.now());
  }

  /** The same sessions, a line each. @throws {ServiceError} as `report` */
  async csv(actor: Actor, period: Period): Promise<string> {
    return csvOf(await this.#sessions(actor, period), this.#options.clock.now());
  }

  async #sessions(actor: Actor, period: Period): Promise<readonly SupportSession[]> {
    requirePermission(actor, 'support.serve');
    const [from, to] = [new Date(period.from), new Date(period.to)];
    const lengthMs = to.getTime() - from.getTime();
    if (lengthMs <= 0) throw new ServiceError('invalid-fields', { fields: { to: 'too-early' } });
    if (lengthMs > maxPeriodMs) throw new ServiceError('invalid-fields', { fields: { to: 'too-late' } });
    const found = await this.#options.sessions.inPeriod(actor.tenantId, from, to);
    return can(actor.role, 'support.read-all') ? found : found.filter(({ ownerId }) => ownerId === actor.userId);
  }
}
