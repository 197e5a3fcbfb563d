import type { z } from 'zod';
import type { callHistorySchema, CallRecord } from '../../../protocol/telephony/phone.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Notifier } from '../../platform/notifier.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError } from '../../storage/index.ts';
import type { CallSnapshot } from './call-record.ts';
import type { CallRecordStore } from './call-record-store.ts';
import { formatPosition, parsePosition } from './history-position.ts';
import { recordFor } from './record-for.ts';

export type CallHistoryPage = z.infer<typeof callHistorySchema>;

/** A person of a tenant who asks. */
export interface Asker {
  readonly tenantId: string;
  readonly userId: string;
}

export interface HistoryRequest {
  /** `nextBefore` of the page before; absent for the newest. */
  readonly before?: string | undefined;
  readonly limit: number;
  readonly query: string;
}

export interface CallHistoryOptions {
  readonly store: CallRecordStore;
  readonly notices: Notifier<typeof telephonyNotifications>;
  readonly clock: Clock;
}

/** Each person's own calls: made, got, missed. */
export class CallHistory {
  readonly #options: CallHistoryOptions;

  constructor(options: CallHistoryOptions) {
    this.#options = options;
  }

  /**
   * A page of the asker's calls, newest first.
   * @throws {ServiceError} `invalid-fields` when `before` is none of ours, `unavailable` while the database is away.
   */
  async list({ tenantId, userId }: Asker, { before, limit, query }: HistoryRequest): Promise<CallHistoryPage> {
    const position = before === undefined ? undefined : parsePosition(before);
    if (before !== undefined && !position) throw new ServiceError('invalid-fields', { fields: { before: 'unknown' } });
    // One more than asked for says whether there is another page.
    const found = await available(
      this.#options.store.list(tenantId, { userId, limit: limit + 1, query, ...(position ? { before: position } : {}) }),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map((call) => recordFor(userId, call)), nextBefore: found.length > limit && last ? formatPosition(last) : null };
  }

  /** Everything missed up to now was seen; the asker's other pages are told. */
  async markSeen(asker: Asker): Promise<void> {
    const news = await available(this.#options.store.markSeen(asker.tenantId, asker.userId, this.#options.clock.now()));
    if (news > 0) this.#options.notices.toUser(asker, 'calls.seen', {});
  }

  /** How many missed calls the asker has not seen. */
  async countNew({ tenantId, userId }: Asker): Promise<number> {
    return available(this.#options.store.countNew(tenantId, userId));
  }

  /**
   * The caller's way through plans, for whoever may see the tenant's plans; who asks has checked that.
   * @throws {ServiceError} `unavailable` while the database is away.
   */
  async pathOf(tenantId: string, callId: string): Promise<unknown> {
    return available(this.#options.store.path(tenantId, callId));
  }

  /** A milestone of a call is on disk: the pages of everybody who sees it show it. */
  announce(snapshot: CallSnapshot): void {
    const { tenantId, caller, callee, offers } = snapshot;
    for (const userId of new Set([caller.userId, callee?.userId, ...offers.map((offer) => offer.userId)])) {
      if (userId !== undefined) this.#push(tenantId, userId, recordFor(userId, snapshot));
    }
  }

  #push(tenantId: string, userId: string, record: CallRecord): void {
    this.#options.notices.toUser({ tenantId, userId }, 'call.recorded', { record });
  }
}

async function available<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isAway = error instanceof StorageError && (error.code === 'unavailable' || error.code === 'timeout');
    throw isAway ? new ServiceError('unavailable', { cause: error }) : error;
  }
}
