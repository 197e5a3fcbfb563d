import type { Identity } from '../identity/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/index.ts';
import { CallbackRetention, Recordings, Telephony, type CallRouting } from '../telephony/index.ts';
import { callMetrics } from './connect-metrics.ts';
import type { Ground, Parts } from './ground.ts';

interface TelephonyParts extends Parts {
  readonly routing: CallRouting;
  readonly recordings: () => Pick<Recordings, 'live'>;
}

export async function openTelephony({ logger, metrics, bus, nodeId }: Ground, parts: TelephonyParts): Promise<Telephony> {
  const { storage, media, identity, sip, pages, prompts, dialplan, routing, told, recordings } = parts;
  const usedBy =
    (kind: 'ring-group' | 'queue') =>
    async (tenantId: string, id: string): Promise<readonly string[]> =>
      (await dialplan.usersOf(tenantId, kind, id)).map(({ name }) => name);
  const meters = callMetrics(metrics);
  const telephony = await Telephony.create({
    userAgent: sip.userAgent,
    media,
    subscribers: identity.subscribers,
    routing,
    database: storage.db,
    audit: storage.audit,
    announcer: prompts,
    push: told.push,
    onCallingBack: (call, queueId) => recordings().live.handleQueue(call, queueId),
    groupUse: { ringGroup: usedBy('ring-group'), queue: usedBy('queue') },
    notices: pages,
    bus,
    clock,
    logger,
    metrics: meters,
    nodeId,
  });
  metrics.gauge('calls_in_progress', 'Calls that have not ended', () => telephony.calls.inProgress);
  metrics.gauge('conferences', 'Conference rooms and merged calls', () => telephony.conferences.size + telephony.merges.size);
  metrics.gauge('sip_dialogs', 'Open SIP dialogs', () => sip.userAgent.dialogs);
  metrics.gauge('sip_subscriptions', 'SIP subscriptions that have not ended', () => sip.subscriptions.size);
  metrics.gauge('call_records_waiting', 'Calls whose newest state is not on disk yet', () => telephony.recordsWaiting);
  metrics.gauge('dialplan_runs_waiting', 'Calls whose newest place in a dial plan is not on disk yet', () => dialplan.runsWaiting);
  metrics.gauge('dialplan_calls', 'Calls that are in a dial plan or talk through one', () => dialplan.routing.running);
  metrics.gauge('pages_connected', 'Pages connected to /ws', () => pages.size);
  return telephony;
}

export async function openRecordings(
  { bus, logger, nodeId, metrics }: Ground,
  { storage, identity, telephony }: { readonly storage: Storage; readonly identity: Identity; readonly telephony: Telephony },
): Promise<Recordings> {
  const recordings = await Recordings.create({
    calls: telephony.calls,
    database: storage.db,
    audit: storage.audit,
    objects: storage.objects,
    jobs: storage.jobs,
    exists: async (tenantId, { kind, id }) =>
      kind === 'user' ? (await identity.subscribers.byUser(tenantId, id)) !== undefined : await telephony.groups.hasQueue(tenantId, id),
    nameOf: async (tenantId, userId) => (await identity.subscribers.byUser(tenantId, userId))?.displayName,
    bus,
    clock,
    logger: logger.child({ domain: 'telephony' }),
    nodeId,
  });
  metrics.gauge('calls_recorded_now', 'Calls that are being recorded', () => recordings.live.size);
  return recordings;
}

/** Callers who were promised a call by the last run of the server stand in the lines again. */
export async function resumeCallbacks(parts: {
  readonly storage: Storage;
  readonly telephony: Telephony;
  readonly logger: Logger;
}): Promise<void> {
  const { storage, telephony, logger } = parts;
  const { queues, callbackStore } = telephony.groups;
  await queues.resume((await storage.db.listTenants()).map(({ id }) => id));
  await new CallbackRetention({ store: callbackStore, database: storage.db, clock, logger }).register(storage.jobs);
}
