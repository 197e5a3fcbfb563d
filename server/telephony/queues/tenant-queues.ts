import type { AgentDesk, AgentQueue, Queue } from '../../../protocol/telephony/queues.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { inBackground } from '../calls/background.ts';
import type { AttendedCall, RingPerson } from '../calls/attended-call.ts';
import type { Originate } from './agent-offer.ts';
import type { CallbackStore } from './callback-store.ts';
import { KeptPlaces } from './kept-places.ts';
import { Agent, type StoredAgent } from './agent.ts';
import { QueueLine } from './queue-line.ts';
import type { QueueStore } from './queue-store.ts';

export interface TenantQueuesOptions {
  readonly tenantId: string;
  readonly store: QueueStore;
  readonly callbacks: CallbackStore;
  readonly originate: Originate;
  readonly onCallingBack: (call: AttendedCall, queueId: string) => void;
  readonly isReachable: (tenantId: string, userId: string) => boolean;
  readonly personOf: (tenantId: string, userId: string) => Promise<RingPerson | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Somebody's desk looks different now. */
  readonly onDeskChanged: (tenantId: string, userIds: ReadonlySet<string>) => void;
  /** Who is to be called back is somebody else now, or something about it is. */
  readonly onPlacesChanged: (tenantId: string) => void;
}

/** Changes of one moment are told together: a queue of 500 agents is not a storm of 500 × 500 notices. */
const tellAfterMs = 250;

/** The queues of one tenant with their agents, from the first time that anybody asks until the server stops. */
export class TenantQueues {
  readonly places: KeptPlaces;
  readonly #options: TenantQueuesOptions;
  readonly #lines = new Map<string, QueueLine>();
  readonly #agents = new Map<string, Agent>();
  readonly #changedDesks = new Set<string>();
  #arePlacesChanged = false;
  #isTelling = false;

  private constructor(options: TenantQueuesOptions, stored: readonly StoredAgent[]) {
    this.#options = options;
    const { tenantId, callbacks, personOf } = options;
    this.places = new KeptPlaces({
      ...options,
      store: callbacks,
      lineOf: (queueId) => this.#lines.get(queueId),
      personOf: (userId) => personOf(tenantId, userId),
      onChanged: () => {
        this.#arePlacesChanged = true;
        this.#tellSoon();
      },
    });
    for (const agent of stored) this.#addAgent(agent);
  }

  static async load(options: TenantQueuesOptions): Promise<TenantQueues> {
    const { store, tenantId } = options;
    const [queues, agents, signIns] = await Promise.all([store.list(tenantId), store.agents(tenantId), store.signIns(tenantId)]);
    const tenant = new TenantQueues(options, agents);
    for (const queue of queues) tenant.configure(queue);
    for (const { queueId, userId } of signIns) tenant.#lines.get(queueId)?.setSignedIn(userId, true);
    await tenant.places.load();
    return tenant;
  }

  line(queueId: string): QueueLine | undefined {
    return this.#lines.get(queueId);
  }

  get lines(): readonly QueueLine[] {
    return [...this.#lines.values()];
  }

  /** A queue is new or has new settings. */
  configure(queue: Queue): void {
    const known = this.#lines.get(queue.id);
    const before = known?.queue.members ?? [];
    if (known) known.configure(queue);
    else this.#lines.set(queue.id, this.#newLine(queue));
    this.#touch([...before, ...queue.members].map((member) => member.userId));
  }

  remove(queueId: string): void {
    const line = this.#lines.get(queueId);
    if (!line) return;
    this.#lines.delete(queueId);
    this.places.handleQueueGone(queueId);
    line.close();
    this.#touch(line.queue.members.map((member) => member.userId));
  }

  agent(userId: string): Agent {
    const { clock } = this.#options;
    return this.#agents.get(userId) ?? this.#addAgent({ userId, state: 'ready', pauseReason: undefined, sinceMs: clock.now() });
  }

  /** Registrations, calls or settings of a person changed: perhaps they can be offered something now. */
  handlePerson(userId: string): void {
    for (const line of this.#lines.values()) if (line.isSignedIn(userId) && !line.isEmpty) line.dispatch();
  }

  /** Undefined for who is a member of no queue. */
  deskOf(userId: string): AgentDesk | undefined {
    const lines = this.lines.filter((line) => line.isMember(userId));
    if (lines.length === 0) return undefined;
    const agent = this.agent(userId);
    return {
      state: agent.state,
      pauseReason: agent.pauseReason ?? null,
      since: new Date(agent.sinceMs).toISOString(),
      wrapUpUntil: agent.wrapUpUntilMs === undefined ? null : new Date(agent.wrapUpUntilMs).toISOString(),
      missedOffers: agent.missedOffers,
      queues: lines.map((line) => viewOf(line, userId)),
    };
  }

  close(): void {
    this.places.close();
    for (const line of this.#lines.values()) line.close();
    for (const agent of this.#agents.values()) agent.close();
  }

  #newLine(queue: Queue): QueueLine {
    const { tenantId, isReachable, personOf, clock, logger, random } = this.#options;
    const line: QueueLine = new QueueLine({
      queue,
      agentOf: (userId) => this.agent(userId),
      isReachable: (userId) => isReachable(tenantId, userId),
      personOf: (userId) => personOf(tenantId, userId),
      clock,
      logger,
      random,
      onChanged: () => this.#touch(line.queue.members.map((member) => member.userId)),
    });
    return line;
  }

  #addAgent(stored: StoredAgent): Agent {
    const agent = new Agent(stored, this.#options.clock);
    this.#agents.set(stored.userId, agent);
    let saved = stored;
    agent.on('changed', () => {
      const next = agent.stored;
      if (next.state !== saved.state || next.pauseReason !== saved.pauseReason) this.#save((saved = next));
      this.#onAgentChanged(agent);
    });
    return agent;
  }

  #save(agent: StoredAgent): void {
    const { store, tenantId, logger } = this.#options;
    inBackground(logger, "keeping an agent's wish", store.saveAgent(tenantId, agent));
  }

  #onAgentChanged(agent: Agent): void {
    for (const line of this.#lines.values()) {
      if (!line.isSignedIn(agent.userId)) continue;
      if (agent.state === 'ready') line.dispatch();
      this.#touch(line.queue.members.map((member) => member.userId));
    }
    this.#touch([agent.userId]);
  }

  #touch(userIds: readonly string[]): void {
    for (const userId of userIds) this.#changedDesks.add(userId);
    if (this.#changedDesks.size > 0) this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#options.clock.after(tellAfterMs, () => this.#tell());
  }

  #tell(): void {
    const { tenantId, onDeskChanged, onPlacesChanged } = this.#options;
    this.#isTelling = false;
    if (this.#changedDesks.size > 0) onDeskChanged(tenantId, new Set(this.#changedDesks));
    this.#changedDesks.clear();
    if (this.#arePlacesChanged) onPlacesChanged(tenantId);
    this.#arePlacesChanged = false;
  }
}

function viewOf(line: QueueLine, userId: string): AgentQueue {
  const oldest = line.oldestJoinedAtMs;
  return {
    id: line.queue.id,
    name: line.queue.name,
    isSignedIn: line.isSignedIn(userId),
    waiting: line.waiting,
    oldestJoinedAt: oldest === undefined ? null : new Date(oldest).toISOString(),
    callbacks: line.callbacks,
    agentsReady: line.ready,
    agentsSignedIn: line.signedIn,
  };
}
