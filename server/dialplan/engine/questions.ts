import type { Question } from '../../../protocol/dialplan/effects.ts';
import { matchesName } from '../../../protocol/dialplan/name-keys.ts';
import type { Answer } from '../../../protocol/dialplan/events.ts';
import type { CallerFacts } from '../../../protocol/dialplan/run.ts';
import type { Schedule } from '../../../protocol/dialplan/schedule.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { atMost } from '../../platform/wait.ts';
import type { AttendedCall } from '../../telephony/index.ts';
import type { HttpPort } from '../ports/outside-ports.ts';
import type { PlanPorts } from '../ports/plan-ports.ts';

export interface PinGuess {
  readonly pinId: string;
  readonly digits: string;
  /** PINs that are asked for at the same time: who enters one of these did not guess at this one. */
  readonly otherPinIds?: readonly string[];
  /** Who guesses; empty when withheld. */
  readonly callerNumber: string;
}

/** What the tenant's own settings know, without the rights of a person. */
export interface TenantFacts {
  schedule(tenantId: string, scheduleId: string): Promise<Schedule | undefined>;
  isRightPin(tenantId: string, guess: PinGuess): Promise<boolean>;
}

export interface QuestionsOptions {
  readonly call: AttendedCall;
  readonly caller: CallerFacts;
  readonly subscribers: Pick<Subscribers, 'byDialled' | 'search'>;
  readonly facts: TenantFacts;
  readonly http: HttpPort;
  readonly ports: Pick<PlanPorts, 'callerFacts' | 'queues' | 'serviceNotices'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const unknown: Answer = { about: 'unknown' };
/** What takes longer counts as not found out: the caller hears nothing meanwhile. */
const maxMs = 6_000;
const maxMatches = 9;
/** People that a name is looked for among. */
const maxPeople = 10_000;

/** The answer to a question of a plan; `unknown` when there is none, or not in time. Never rejects. */
export async function answerTo(question: Question, options: QuestionsOptions): Promise<Answer> {
  const asked = ask(question, options).catch((error: unknown) => {
    options.logger.warn({ err: error, call: options.call.id, about: question.about }, 'a question of a plan could not be answered');
    return unknown;
  });
  return atMost(options.clock, maxMs, asked, unknown);
}

async function ask(question: Question, options: QuestionsOptions): Promise<Answer> {
  const { call, caller, facts, http, ports } = options;
  switch (question.about) {
    case 'schedule': {
      const schedule = await facts.schedule(call.tenantId, question.scheduleId);
      return schedule ? { about: 'schedule', schedule } : unknown;
    }
    case 'extension':
      return extension(question.digits, options);
    case 'name':
      return names(question.digits, options);
    case 'caller': {
      const known = await ports.callerFacts.lookUp(call.tenantId, caller);
      return known ? { about: 'caller', ...known } : unknown;
    }
    case 'queue': {
      const queue = await ports.queues.facts(call.tenantId, question.queueId);
      return queue ? { about: 'queue', ...queue } : unknown;
    }
    case 'pin':
      return {
        about: 'pin',
        isRight: await facts.isRightPin(call.tenantId, { ...question, callerNumber: caller.number }),
      };
    case 'service-notice': {
      const state = await ports.serviceNotices.stateOf(call.tenantId, question.noticeId);
      return state ? { about: 'service-notice', ...state } : unknown;
    }
    default:
      return { about: 'http', ...(await http.request(call.tenantId, question, call.ended)) };
  }
}

/** Only an extension of this PBX, never a login name or an address. */
async function extension(digits: string, { call, subscribers }: QuestionsOptions): Promise<Answer> {
  const person = await subscribers.byDialled(call.tenantId, call.pbxId, digits);
  const isHere = person?.extensions.some(({ pbxId, number }) => pbxId === call.pbxId && number === digits) ?? false;
  return person && isHere ? { about: 'extension', number: digits, name: person.displayName } : unknown;
}

async function names(digits: string, { call, subscribers }: QuestionsOptions): Promise<Answer> {
  const people = await subscribers.search(call.tenantId, '', maxPeople);
  const matches = people.flatMap((person) => {
    const here = person.extensions.find(({ pbxId }) => pbxId === call.pbxId);
    return here && matchesName(person.displayName, digits) ? [{ number: here.number, name: person.displayName }] : [];
  });
  return { about: 'name', matches: matches.slice(0, maxMatches) };
}
