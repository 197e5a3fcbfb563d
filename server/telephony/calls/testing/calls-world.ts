import { FakeSubscribers } from '../../../identity/subscribers/subscribers.fake.ts';
import type { Subscriber } from '../../../identity/index.ts';
import type { PhoneSettings } from '../../../../protocol/telephony/phone.ts';
import { FakeMediaEngine } from '../../../media/media-engine.fake.ts';
import type { FakeMediaOptions } from '../../../media/media-engine.fake.ts';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { FakeJournal } from '../../history/journal.fake.ts';
import { DirectRouting } from '../call-routing.ts';
import type { CallRouting, Route } from '../call-routing.ts';
import { Calls } from '../calls.ts';
import { noCallMetrics } from '../metrics.ts';
import { FakePhone } from './fake-phone.ts';
import type { PhoneOptions } from './fake-phone.ts';
import { FakeUserAgent } from './fake-user-agent.ts';

export const acme = '00000000-0000-7000-8000-00000000000a';
export const globex = '00000000-0000-7000-8000-00000000000b';
const mainPbx = '00000000-0000-7000-8000-0000000000aa';

/** Lets everything that is ready run: promises, microtasks and immediates. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}

let nextPerson = 1;

/** Calls over a user agent, media and a journal in memory: people with phones, and a clock that the test owns. */
export class CallsWorld {
  readonly clock = new FakeClock();
  readonly agent = new FakeUserAgent();
  readonly subscribers = new FakeSubscribers();
  readonly journal = new FakeJournal();
  /** What is dialled and goes elsewhere than to a person. */
  readonly plans = new Map<string, Route>();
  readonly media: FakeMediaEngine;
  readonly calls: Calls;

  private constructor(media: FakeMediaOptions, routingOf: (subscribers: FakeSubscribers) => CallRouting) {
    this.media = new FakeMediaEngine({ clock: this.clock, ...media });
    const inner = routingOf(this.subscribers);
    this.calls = new Calls({
      userAgent: this.agent,
      media: this.media,
      subscribers: this.subscribers,
      routing: {
        route: async (request) => this.plans.get(request.dialled) ?? inner.route(request),
        callsForHelp: async (request) => (await inner.callsForHelp?.(request)) ?? false,
      },
      journal: this.journal,
      clock: this.clock,
      logger: silentLogger,
      metrics: noCallMetrics,
      nodeId: 'node-1',
    });
    this.agent.registrar.on('bindingsChanged', (tenantId, userId, bindings) => this.calls.handleBindings(tenantId, userId, bindings));
  }

  static async create(
    media: FakeMediaOptions = {},
    routingOf: (subscribers: FakeSubscribers) => CallRouting = (subscribers) => new DirectRouting(subscribers),
  ): Promise<CallsWorld> {
    const world = new CallsWorld(media, routingOf);
    await world.agent.start(world.calls);
    return world;
  }

  person(name: string, extension: string, tenantId: string = acme): Subscriber {
    const loginName = name.toLowerCase();
    const tenant = tenantId === acme ? 'acme' : 'globex';
    const person: Subscriber = {
      tenantId,
      userId: `00000000-0000-7000-8000-${String(nextPerson++).padStart(12, '0')}`,
      displayName: name,
      loginName,
      isDisabled: false,
      pbxId: mainPbx,
      extensions: [{ pbxId: mainPbx, number: extension }],
      address: `sip:${loginName}@main.${tenant}.deskline.internal`,
    };
    this.subscribers.add(person);
    return person;
  }

  phone(person: Subscriber, options: PhoneOptions = {}): FakePhone {
    return new FakePhone(this.agent, person, options);
  }

  async set(person: Subscriber, changes: Partial<PhoneSettings>): Promise<void> {
    const before = await this.subscribers.settings(person.tenantId, person.userId);
    await this.subscribers.updateSettings(person.tenantId, person.userId, { ...before, ...changes });
  }

  /** Two people talking; their phones, their dialogs and the call's id. */
  async talking(): Promise<Talk> {
    const alice = this.phone(this.person('Alice', '100'));
    const bob = this.phone(this.person('Bob', '101'));
    const outgoing = alice.call('101');
    await settled();
    const bobs = bob.ringing.answer();
    await settled();
    const alices = outgoing.dialog;
    if (!alices) throw new Error('the call was not answered');
    return { alice, bob, alices, bobs, callId: bob.ringing.header('X-Deskline-Call') ?? '' };
  }
}

export interface Talk {
  readonly alice: FakePhone;
  readonly bob: FakePhone;
  readonly alices: FakePhone['dialogs'][number];
  readonly bobs: FakePhone['dialogs'][number];
  readonly callId: string;
}
