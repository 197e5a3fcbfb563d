import type { QueueOutcome } from '../../../../protocol/dialplan/events.ts';
import type { Sound } from '../../../../protocol/dialplan/sounds.ts';
import type { telephonyNotifications } from '../../../../protocol/telephony/notifications.ts';
import { newQueueSchema, type AgentDesk, type Queue } from '../../../../protocol/telephony/queues.ts';
import { FakeSubscribers } from '../../../identity/subscribers/subscribers.fake.ts';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { newId } from '../../../platform/ids.ts';
import { silentLogger } from '../../../platform/logger.ts';
import type { CallParty } from '../../history/call-record.ts';
import type { Notifier } from '../../../platform/notifier.ts';
import { FakeAttendedCall } from '../../calls/attended-call.fake.ts';
import { FakeOriginations, type FakeOrigination } from '../../calls/origination.fake.ts';
import { acme, settled } from '../../calls/testing/calls-world.ts';
import { FakeCallbackStore } from '../callback-store.fake.ts';
import type { QueueOrder } from '../queue-order.ts';
import { FakeQueueStore } from '../queue-store.fake.ts';
import { Queues } from '../queues.ts';
import { orderFor } from './order-for.ts';

export interface WaitingCaller {
  readonly call: FakeAttendedCall;
  /** How the caller left the queue; undefined while waiting. */
  outcome: QueueOutcome | undefined;
  answeredBy: string | undefined;
}

function wordOf(sound: Sound): string {
  if (sound.kind === 'phrase') return sound.phrase;
  if (sound.kind === 'number') return String(sound.value);
  return sound.kind === 'digits' ? sound.digits : sound.promptId;
}

/** One queue with agents ann (101), ben (102) and cat (103) of whom all are reachable, and callers who come and go. */
export class QueueWorld {
  readonly clock = new FakeClock();
  readonly store = new FakeQueueStore();
  readonly callbacks = new FakeCallbackStore();
  /** Calls that the server began. */
  readonly originations = new FakeOriginations(this.clock);
  /** Tenants whose pages were told that kept places changed, oldest first. */
  readonly placesTold: string[] = [];
  /** Queues for which somebody is being called back, as recordings hear of it. */
  readonly callingBack: string[] = [];
  /** While true nobody can be looked up. */
  isDirectoryAway = false;
  readonly unreachable = new Set<string>();
  readonly agents = { ann: newId(), ben: newId(), cat: newId() };
  readonly desks = new Map<string, AgentDesk | null>();
  readonly queues: Queues;
  queue: Queue;
  readonly #subscribers = new FakeSubscribers();
  #nextRandom = 0;

  private constructor(queue: Queue) {
    this.queue = queue;
    Object.entries(this.agents).forEach(([name, userId], index) => {
      const extensions = [{ pbxId: newId(), number: String(101 + index) }];
      const person = { userId, displayName: name, loginName: name, isDisabled: false, pbxId: '', extensions, address: `sip:${name}@x` };
      this.#subscribers.add({ tenantId: acme, ...person });
    });
    this.queues = this.start();
  }

  static async create(settings: Record<string, unknown> = {}): Promise<QueueWorld> {
    const world = new QueueWorld({ ...newQueueSchema.parse({ name: 'Service' }), id: newId(), version: 1 });
    const members = Object.values(world.agents).map((userId) => ({ userId, skills: {} }));
    const fields = newQueueSchema.parse({ name: 'Service', announcesPosition: false, announcesWait: false, members, ...settings });
    world.queue = await world.store.insert(acme, { ...fields, id: world.queue.id });
    await world.queues.handleChange(acme, world.queue.id, world.queue);
    return world;
  }

  /** A server on the same store: what a restart is. */
  start(): Queues {
    const notices: Notifier<typeof telephonyNotifications> = {
      toUser: (to, name, data) => {
        if (name === 'agent.desk' && 'desk' in data) this.desks.set(to.userId, data.desk);
      },
      toTenant: (tenantId, name) => {
        if (name === 'callbacks.changed') this.placesTold.push(tenantId);
      },
    };
    return new Queues({
      store: this.store,
      callbacks: this.callbacks,
      originate: this.originations.originate,
      onCallingBack: (_call, queueId) => this.callingBack.push(queueId),
      subscribers: {
        byUser: async (tenantId, userId) => {
          if (this.isDirectoryAway) throw new Error('the directory is away');
          return this.#subscribers.byUser(tenantId, userId);
        },
      },
      isReachable: (_tenant, userId) => !this.unreachable.has(userId),
      announcer: {
        clips: async (_tenant, sounds) => sounds.map((sound) => ({ key: wordOf(sound), durationMs: 1_000, load: async () => [] })),
      },
      notices,
      clock: this.clock,
      logger: silentLogger,
      random: () => this.#nextRandom,
    });
  }

  async signIn(...names: (keyof QueueWorld['agents'])[]): Promise<void> {
    for (const name of names) await this.queues.signIn(acme, this.agents[name], { queueId: this.queue.id, isSignedIn: true });
  }

  /** Somebody who is in no queue. */
  readonly zoe = this.#person('zoe', '200');
  readonly yan = this.#person('yan', '201');

  #person(name: string, number: string): CallParty {
    const userId = newId();
    const extensions = [{ pbxId: newId(), number }];
    this.#subscribers.add({
      tenantId: acme,
      userId,
      displayName: name,
      loginName: name,
      isDisabled: false,
      pbxId: '',
      extensions,
      address: `sip:${name}@x`,
    });
    return { userId, displayName: name, number };
  }

  async caller(order: Partial<QueueOrder> = {}, who: Partial<CallParty> = {}): Promise<WaitingCaller> {
    const call = new FakeAttendedCall({ clock: this.clock, caller: who });
    await call.answer();
    const waiting: WaitingCaller = { call, outcome: undefined, answeredBy: undefined };
    void this.queues.join(call, orderFor(this.queue.id, order)).then((end) => Object.assign(waiting, end));
    await settled();
    return waiting;
  }

  /** Who comes, presses the key and hangs up when it is confirmed. */
  async asksForCallback(who: CallParty, order: Partial<QueueOrder> = {}): Promise<WaitingCaller> {
    const asking = await this.caller(order, who);
    asking.call.press('1');
    await settled();
    asking.call.finishesPlaying();
    await settled();
    asking.call.hangUp();
    await settled();
    return asking;
  }

  /** The agent's phone that rings for a callback. */
  offerTo(name: keyof QueueWorld['agents']): FakeOrigination | undefined {
    return this.originations.ringing.find(({ request }) => request.person.userId === this.agents[name]);
  }

  async desk(name: keyof QueueWorld['agents']): Promise<AgentDesk> {
    const desk = await this.queues.desk(acme, this.agents[name]);
    if (!desk) throw new Error(`${name} is in no queue`);
    return desk;
  }

  async pass(seconds: number): Promise<void> {
    this.clock.advance(seconds * 1_000);
    await settled();
  }

  drawNext(random: number): void {
    this.#nextRandom = random;
  }
}

export { settled, acme };
