import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { RingGroup, RingGroupFields } from '../../../protocol/telephony/groups.ts';
import type { Queue, QueueFields } from '../../../protocol/telephony/queues.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Audit, Database } from '../../storage/index.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { Originate } from '../queues/agent-offer.ts';
import { CallbackService } from '../queues/callback-service.ts';
import { SqlCallbackStore } from '../queues/callback-store.sql.ts';
import type { CallbackStore } from '../queues/callback-store.ts';
import type { Announcer } from '../queues/queue-order.ts';
import { Queues } from '../queues/queues.ts';
import { SqlQueueStore } from '../queues/queue-store.sql.ts';
import { NamedService, type UsedBy } from './named-service.ts';
import { SqlRingGroupStore } from './ring-group-store.sql.ts';
import type { RingGroupStore } from './ring-group-store.ts';

export interface GroupsOptions {
  readonly database: Pick<Database, 'inTenant'>;
  readonly audit: Pick<Audit, 'append'>;
  readonly subscribers: Pick<Subscribers, 'byUser'>;
  readonly isReachable: (tenantId: string, userId: string) => boolean;
  readonly announcer: Announcer;
  readonly notices: Notifier<typeof telephonyNotifications>;
  /** Begins calls that call somebody back. */
  readonly originate: Originate;
  /** An agent's call to call a caller of a queue back began. */
  readonly onCallingBack?: (call: AttendedCall, queueId: string) => void;
  readonly groupUse?: { readonly ringGroup: UsedBy; readonly queue: UsedBy };
  readonly clock: Clock;
  readonly logger: Logger;
}

/** People who are called together: ring groups and queues, each with what an admin does to them. */
export interface Groups {
  /** For who rings a group. */
  readonly ringGroupStore: RingGroupStore;
  readonly ringGroups: NamedService<RingGroupFields, RingGroup>;
  readonly queues: Queues;
  /** For who deletes what is old. */
  readonly callbackStore: CallbackStore;
  readonly callbacks: CallbackService;
  readonly queueAdmin: NamedService<QueueFields, Queue>;
  /** Queues whose callers hear this prompt while they wait. */
  queuesPlaying(tenantId: string, promptId: string): Promise<readonly Pick<Queue, 'id' | 'name'>[]>;
  hasQueue(tenantId: string, queueId: string): Promise<boolean>;
}

const nowhere: UsedBy = async () => [];

export function createGroups(options: GroupsOptions): Groups {
  const { database, audit, groupUse } = options;
  const ringGroupStore = new SqlRingGroupStore(database, audit);
  const queueStore = new SqlQueueStore(database, audit);
  const callbackStore = new SqlCallbackStore(database, audit);
  const queues = new Queues({ ...options, store: queueStore, callbacks: callbackStore });
  return {
    ringGroupStore,
    ringGroups: new NamedService({ store: ringGroupStore, usedBy: groupUse?.ringGroup ?? nowhere }),
    queues,
    callbackStore,
    callbacks: new CallbackService({ queues, store: callbackStore }),
    hasQueue: async (tenantId, queueId) => (await queueStore.get(tenantId, queueId)) !== undefined,
    queueAdmin: new NamedService({
      store: queueStore,
      usedBy: groupUse?.queue ?? nowhere,
      onChanged: (tenantId, id, queue) => queues.handleChange(tenantId, id, queue),
    }),
    queuesPlaying: async (tenantId, promptId) =>
      (await queueStore.list(tenantId)).filter(({ music }) => music.kind === 'prompt' && music.promptId === promptId),
  };
}
