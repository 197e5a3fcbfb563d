import type { Effect } from '../../../protocol/dialplan/effects.ts';
import type { Answer } from '../../../protocol/dialplan/events.ts';
import type { PathStep } from '../../../protocol/dialplan/run.ts';
import { answerTo } from '../../../protocol/dialplan/simulated-answers.ts';
import type { Simulation } from '../../../protocol/dialplan/simulation.ts';
import type { SimulationInputs } from '../../../protocol/dialplan/simulation-test.ts';
import type { Sound } from '../../../protocol/dialplan/sounds.ts';
import { scriptedWorld } from '../../../protocol/dialplan/testing/scripted-plans.ts';
import type { ScriptedRun } from '../../../protocol/dialplan/testing/script.ts';
import { FakeSubscribers } from '../../identity/subscribers/subscribers.fake.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeAttendedCall, type FakeRing } from '../../telephony/calls/attended-call.fake.ts';
import type { RingAttempt, RingResult } from '../../telephony/index.ts';
import { LiveRuns } from '../engine/live-runs.ts';
import { PlanRun } from '../engine/plan-run.ts';
import { RunJournal } from '../engine/run-journal.ts';
import { FakeRunStore } from '../engine/run-store.fake.ts';
import { missingPorts, type PlanPorts } from '../ports/plan-ports.ts';
import type { Visit } from '../ports/visit.ts';
import { pbxId, personOf, tenantId } from './plan-world.testing.ts';

type Person = SimulationInputs['people'][number];

/** The steps in which time passes: what happens within one happens in the order in which it was planned. */
const stepMs = 100;
const maxSteps = 100_000;

/**
 * One scripted call against the live engine: people with phones, queues, boxes and other systems do what the script's inputs say, and
 * the caller presses and leaves when the simulated one did. Everything else is the engine's own doing.
 */
export class ScriptedCall {
  readonly clock: FakeClock;
  readonly call: FakeAttendedCall;
  readonly #inputs: SimulationInputs;
  readonly #script: ScriptedRun;
  readonly #subscribers = new FakeSubscribers();
  readonly #store = new FakeRunStore();
  readonly #told = new Set<FakeRing>();
  readonly #run: PlanRun;
  #isOver = false;

  constructor(script: ScriptedRun, simulation: Simulation) {
    this.#script = script;
    this.#inputs = script.inputs;
    this.clock = new FakeClock(simulation.steps[0]?.atMs ?? 0);
    for (const [index, { number, name }] of scriptedWorld.extensions.entries()) {
      const person = { ...personOf(900 + index), displayName: name, userId: `extension-${number}`, extensions: [{ pbxId, number }] };
      this.#subscribers.add(person);
    }
    for (const name of ['anna', 'sales']) this.#subscribers.add({ ...personOf(950), userId: name, loginName: name, extensions: [] });
    const { userId, name, number } = this.#inputs.caller;
    const caller = { userId: userId ?? undefined, displayName: name, number };
    this.call = new FakeAttendedCall({ clock: this.clock, tenantId, pbxId, dialled: this.#inputs.dialled, caller });
    this.#run = this.#begin();
    void this.#run.over.then(() => (this.#isOver = true));
    for (const { event } of simulation.steps) {
      if (event?.kind === 'call-ended') this.clock.after(event.atMs - this.clock.now(), () => this.call.hangUp());
      if (event?.kind === 'digit') this.#press(event.digit, event.atMs - this.clock.now());
    }
  }

  /** Lets the call go on to its end; who talks to somebody hangs up then. */
  async goOn(): Promise<{ readonly path: readonly PathStep[]; readonly end: string | undefined; readonly isTalking: boolean }> {
    let isTalking = false;
    for (let step = 0; step < maxSteps && !this.#isOver; step += 1) {
      for (let round = 0; round < 60; round += 1) await Promise.resolve();
      this.#answerPhones();
      isTalking ||= this.call.path.at(-1)?.exit === 'answered';
      if (isTalking) this.call.hangUp();
      this.clock.advance(stepMs);
    }
    await this.#run.over;
    await Promise.resolve();
    const stored = await this.#store.ofCall(tenantId, this.call.id);
    return { path: this.call.path, end: stored?.endWhy, isTalking };
  }

  #press(digit: string, afterMs: number): void {
    if (afterMs <= 0) this.call.press(digit);
    else this.clock.after(afterMs, () => this.call.press(digit));
  }

  #begin(): PlanRun {
    const { caller, dialled, entryId } = this.#inputs;
    return new PlanRun({
      world: {
        subscribers: this.#subscribers,
        facts: {
          schedule: async (_tenantId, scheduleId) => about(this.#ask({ about: 'schedule', scheduleId }), 'schedule')?.schedule,
          isRightPin: async (_tenantId, { pinId, digits }) => about(this.#ask({ about: 'pin', pinId, digits }), 'pin')?.isRight ?? false,
        },
        http: { request: async (_tenantId, question) => about(this.#ask(question), 'http') ?? { isOk: false, values: {} } },
        ports: this.#ports(),
        clock: this.clock,
        logger: silentLogger,
        live: new LiveRuns({ clock: this.clock, tell: () => undefined }),
        journal: new RunJournal({ store: this.#store, clock: this.clock, logger: silentLogger }),
        nodeId: 'node-1',
      },
      call: this.call,
      plans: this.#script.planSet,
      entryId,
      caller: { ...caller, userId: caller.userId ?? undefined, dialled },
      because: { kind: 'plan', name: this.#script.plan },
      isKept: true,
    });
  }

  #ports(): PlanPorts {
    return {
      ...missingPorts,
      sounds: {
        clips: async (_tenantId, sounds) =>
          sounds.map((sound) => ({ key: JSON.stringify(sound), durationMs: lengthOf(sound), load: async () => [] })),
      },
      ringGroups: { roundsOf: async (_tenantId, groupId) => ({ name: groupId, rounds: [{ userIds: [groupId], seconds: undefined }] }) },
      trunk: { dial: (_call, { number, timeoutMs }) => this.#outside(number, timeoutMs) },
      queues: {
        join: (_call, { queueId, maxWaitSeconds }) => {
          const queue = this.#inputs.queues.find((one) => one.queueId === queueId);
          const end = { outcome: queue?.outcome ?? 'timeout', answeredBy: undefined };
          return this.#later(end, queue?.afterSeconds ?? maxWaitSeconds ?? 60);
        },
        facts: async (_tenantId, queueId) => about(this.#ask({ about: 'queue', queueId }), 'queue'),
      },
      voicemail: { take: () => this.#later(this.#inputs.message, 15), isOnFor: async () => false },
      conferences: { join: () => this.#later(undefined, 60) },
      callerFacts: { lookUp: async () => about(this.#ask({ about: 'caller' }), 'caller') },
      serviceNotices: {
        stateOf: async (_tenantId, noticeId) => about(this.#ask({ about: 'service-notice', noticeId }), 'service-notice'),
        subscribe: async () => undefined,
      },
    };
  }

  #ask(question: Extract<Effect, { kind: 'ask' }>['question']): Answer {
    return answerTo(question, this.#inputs, scriptedWorld, this.call.path.at(-1)?.nodeId ?? '');
  }

  #later<Outcome>(outcome: Outcome, seconds: number): Visit<Outcome> {
    const result = new Promise<Outcome>((resolve) => this.clock.after(seconds * 1_000, () => resolve(outcome)));
    return { result, leave: () => undefined };
  }

  #outside(number: string, timeoutMs: number): RingAttempt {
    const does = this.#inputs.people.find(({ target }) => target.kind === 'external' && target.number === number);
    const { outcome, afterMs } = endOf(does ? [does] : [undefined], timeoutMs);
    const result = new Promise<RingResult>((resolve) =>
      this.clock.after(afterMs, () => resolve({ outcome, answeredBy: undefined, people: [] })),
    );
    return { result, stop: () => undefined };
  }

  /** Phones that began to ring do what the script says. */
  #answerPhones(): void {
    const ring = this.call.ringing;
    if (!ring || this.#told.has(ring)) return;
    this.#told.add(ring);
    const people = ring.request.people.map(({ number, person }) => ({
      number,
      does: this.#inputs.people.find(({ target }) => isPerson(target, number, person.userId)),
    }));
    const { outcome, afterMs, by } = endOf(
      people.map(({ does }) => does),
      ring.request.timeoutMs,
    );
    this.clock.after(afterMs, () => {
      if (ring.isOver) return;
      if (outcome === 'answered') ring.answer(people.find(({ does }) => does === by)?.number ?? '');
      else ring.end(outcome);
    });
  }
}

/** How people together end an attempt: the first who answers wins, else what says most. */
function endOf(
  people: readonly (Person | undefined)[],
  timeoutMs: number,
): { outcome: RingResult['outcome']; afterMs: number; by?: Person } {
  const answers = people.flatMap((one) => (one?.does === 'answers' && one.afterSeconds * 1_000 < timeoutMs ? [one] : []));
  const [first] = answers.toSorted((one, other) => one.afterSeconds - other.afterSeconds);
  if (first) return { outcome: 'answered', afterMs: first.afterSeconds * 1_000, by: first };
  const does = people.map((one) => one?.does ?? 'no-answer');
  if (does.includes('no-answer') || does.includes('answers')) return { outcome: 'no-answer', afterMs: timeoutMs };
  if (does.includes('busy')) return { outcome: 'busy', afterMs: 1_000 };
  return { outcome: does.includes('fails') ? 'failed' : 'unreachable', afterMs: 1_000 };
}

function isPerson(target: Person['target'], number: string, userId: string): boolean {
  switch (target.kind) {
    case 'user':
      return target.userId === userId;
    case 'ring-group':
      return target.groupId === userId;
    default:
      return target.number === number;
  }
}

/** As long as the simulator takes them to be. */
function lengthOf(sound: Sound): number {
  if (sound.kind === 'number' || sound.kind === 'digits') return 700;
  if (sound.kind === 'phrase') return 2_000;
  return scriptedWorld.prompts.find(({ id }) => id === sound.promptId)?.durationMs ?? 4_000;
}

function about<About extends Answer['about']>(answer: Answer, wanted: About): Extract<Answer, { about: About }> | undefined {
  return isAbout(answer, wanted) ? answer : undefined;
}

function isAbout<About extends Answer['about']>(answer: Answer, wanted: About): answer is Extract<Answer, { about: About }> {
  return answer.about === wanted;
}
