import type { Answer } from '../../../protocol/dialplan/events.ts';
import type { Sound } from '../../../protocol/dialplan/sounds.ts';
import { FakeSubscribers } from '../../identity/subscribers/subscribers.fake.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { QueueEnd } from '../../telephony/index.ts';
import { LiveRuns, type PlanCounts } from '../engine/live-runs.ts';
import type { PlanRunWorld } from '../engine/plan-run.ts';
import { RunJournal } from '../engine/run-journal.ts';
import { FakeRunStore } from '../engine/run-store.fake.ts';
import type { PlanNotice } from '../ports/outside-ports.ts';
import { missingPorts, type PlanPorts } from '../ports/plan-ports.ts';
import type { MessageOutcome, MessageRequest } from '../ports/voicemail-port.ts';

export const tenantId = '00000000-0000-7000-8000-00000000000a';
export const pbxId = '00000000-0000-7000-8000-0000000000aa';

/** A visit that a test ends. */
export class HeldVisit<Outcome> {
  readonly result: Promise<Outcome>;
  isLeft = false;
  end: (outcome: Outcome) => void = () => undefined;

  constructor() {
    this.result = new Promise((resolve) => (this.end = resolve));
  }

  leave(): void {
    this.isLeft = true;
  }
}

/** Everything around a run, in memory: people 100 to 109, sounds of one second, visits and answers in the hands of the test. */
export class PlanWorldFake {
  readonly clock = new FakeClock(Date.UTC(2026, 5, 1, 10));
  readonly subscribers = new FakeSubscribers();
  readonly store = new FakeRunStore();
  readonly told: { readonly tenantId: string; readonly counts: PlanCounts }[] = [];
  readonly queued: HeldVisit<QueueEnd>[] = [];
  readonly messages: HeldVisit<MessageOutcome>[] = [];
  readonly taken: MessageRequest[] = [];
  readonly rooms: HeldVisit<undefined>[] = [];
  readonly notices: PlanNotice[] = [];
  readonly recorded: boolean[] = [];
  readonly subscribed: string[] = [];
  readonly boxes = new Set<string>();
  readonly groups = new Map<string, readonly string[]>();
  /** What a question is answered with, by what it is about; `unknown` else. */
  readonly answers = new Map<string, Answer>();
  readonly world: PlanRunWorld;

  constructor() {
    for (let index = 0; index < 10; index += 1) this.subscribers.add(personOf(100 + index));
    const live = new LiveRuns({ clock: this.clock, tell: (tenant, counts) => this.told.push({ tenantId: tenant, counts }) });
    const journal = new RunJournal({ store: this.store, clock: this.clock, logger: silentLogger });
    this.world = {
      subscribers: this.subscribers,
      facts: {
        schedule: async () => this.#answer('schedule')?.schedule,
        isRightPin: async () => this.#answer('pin')?.isRight ?? false,
      },
      http: {
        request: async () => {
          const answer = this.#answer('http');
          return answer ? { isOk: answer.isOk, values: answer.values } : { isOk: false, values: {} };
        },
      },
      ports: this.#ports(),
      clock: this.clock,
      logger: silentLogger,
      live,
      journal,
      nodeId: 'node-1',
    };
  }

  /** Lets everything that waits for promises happen. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) await Promise.resolve();
  }

  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.settle();
  }

  #answer<About extends Answer['about']>(about: About): Extract<Answer, { about: About }> | undefined {
    const answer = this.answers.get(about);
    return answer && isAbout(answer, about) ? answer : undefined;
  }

  #ports(): PlanPorts {
    return {
      ...missingPorts,
      sounds: { clips: async (_tenantId, sounds) => sounds.map(clipOf) },
      ringGroups: {
        roundsOf: async (_tenantId, groupId) => {
          const userIds = this.groups.get(groupId);
          return userIds && { name: groupId, rounds: [{ userIds, seconds: undefined }] };
        },
      },
      queues: { join: () => held(this.queued), facts: async () => this.#answer('queue') },
      voicemail: {
        take: (_call, request) => {
          this.taken.push(request);
          return held(this.messages);
        },
        isOnFor: async (_tenantId, userId) => this.boxes.has(userId),
      },
      conferences: { join: () => held(this.rooms) },
      recording: { set: async (_call, isOn) => void this.recorded.push(isOn) },
      notify: { send: async (_tenantId, notice) => void this.notices.push(notice) },
      callerFacts: { lookUp: async () => this.#answer('caller') },
      serviceNotices: {
        stateOf: async () => this.#answer('service-notice'),
        subscribe: async (_tenantId, noticeId) => void this.subscribed.push(noticeId),
      },
    };
  }
}

export function userIdOf(number: number | string): string {
  return `00000000-0000-7000-8000-000000000${String(number)}`;
}

export function personOf(number: number): Subscriber {
  return {
    tenantId,
    userId: userIdOf(number),
    displayName: `Person ${number}`,
    loginName: `person${number}`,
    isDisabled: false,
    pbxId,
    extensions: [{ pbxId, number: String(number) }],
    address: `sip:person${number}@main.acme.deskline.internal`,
  };
}

export function soundKey(sound: Sound): string {
  switch (sound.kind) {
    case 'prompt':
      return `prompt:${sound.promptId}`;
    case 'phrase':
      return sound.phrase;
    case 'number':
      return `number:${sound.value}`;
    default:
      return `digits:${sound.digits}`;
  }
}

function clipOf(sound: Sound): Clip {
  return { key: soundKey(sound), durationMs: 1_000, load: async () => [] };
}

function held<Outcome>(visits: HeldVisit<Outcome>[]): HeldVisit<Outcome> {
  const visit = new HeldVisit<Outcome>();
  visits.push(visit);
  return visit;
}

function isAbout<About extends Answer['about']>(answer: Answer, about: About): answer is Extract<Answer, { about: About }> {
  return answer.about === about;
}
