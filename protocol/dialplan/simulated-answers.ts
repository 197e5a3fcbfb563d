import type { Effect, Question, RingTarget } from './effects.ts';
import type { Answer, RingOutcome } from './events.ts';
import { matchesName } from './name-keys.ts';
import type { Schedule } from './schedule.ts';
import type { SimulationInputs } from './simulation-test.ts';

/** What of the tenant a simulated call meets. What an editor or a server knows of it fits as it is. */
export interface SimulationWorld {
  readonly schedules: readonly { readonly id: string; readonly schedule: Schedule }[];
  readonly extensions: readonly { readonly number: string; readonly name: string }[];
  /** How long prompts are; others last 4 s. */
  readonly prompts: readonly { readonly id: string; readonly durationMs: number }[];
}

/** The answer to a question of the node where the run is. */
export function answerTo(question: Question, inputs: SimulationInputs, world: SimulationWorld, nodeId: string): Answer {
  switch (question.about) {
    case 'schedule': {
      const found = world.schedules.find(({ id }) => id === question.scheduleId);
      return found ? { about: 'schedule', schedule: found.schedule } : { about: 'unknown' };
    }
    case 'extension': {
      const found = world.extensions.find(({ number }) => number === question.digits);
      return found ? { about: 'extension', ...found } : { about: 'unknown' };
    }
    case 'name':
      return { about: 'name', matches: world.extensions.filter(({ name }) => matchesName(name, question.digits)) };
    case 'caller':
      return inputs.known ? { about: 'caller', ...inputs.known } : { about: 'unknown' };
    case 'queue': {
      const found = inputs.queues.find(({ queueId }) => queueId === question.queueId);
      return found
        ? { about: 'queue', ...found }
        : { about: 'queue', waiting: 0, longestWaitSeconds: 0, agentsReady: 1, agentsSignedIn: 1 };
    }
    case 'pin':
      return { about: 'pin', isRight: inputs.pins.some(({ pinId, digits }) => pinId === question.pinId && digits === question.digits) };
    case 'service-notice': {
      const found = inputs.activeNotices.find(({ noticeId }) => noticeId === question.noticeId);
      return { about: 'service-notice', isActive: found !== undefined, promptId: found?.promptId ?? undefined };
    }
    default: {
      const found = inputs.http.find((answer) => answer.nodeId === nodeId);
      return { about: 'http', isOk: found?.isOk ?? false, values: found?.values ?? {} };
    }
  }
}

/** How ringing goes, and after how many seconds. The first who answers wins; otherwise the most telling outcome counts. */
export function ringingOf(
  effect: Extract<Effect, { kind: 'ring' }>,
  inputs: SimulationInputs,
): { readonly outcome: RingOutcome; readonly afterSeconds: number } {
  const people = effect.targets.map((target) => personOf(target, inputs));
  const answers = people.filter((person) => person.does === 'answers' && person.afterSeconds < effect.timeoutSeconds);
  const first = answers.toSorted((a, b) => a.afterSeconds - b.afterSeconds)[0];
  if (first) return { outcome: 'answered', afterSeconds: first.afterSeconds };
  if (people.some(({ does }) => does === 'no-answer' || does === 'answers'))
    return { outcome: 'no-answer', afterSeconds: effect.timeoutSeconds };
  if (people.some(({ does }) => does === 'busy')) return { outcome: 'busy', afterSeconds: 1 };
  return { outcome: people.some(({ does }) => does === 'fails') ? 'failed' : 'unreachable', afterSeconds: 1 };
}

function personOf(
  target: RingTarget,
  { people }: SimulationInputs,
): { readonly does: SimulationInputs['people'][number]['does']; readonly afterSeconds: number } {
  return people.find((person) => isSame(person.target, target)) ?? { does: 'no-answer', afterSeconds: 0 };
}

function isSame(one: SimulationInputs['people'][number]['target'], other: RingTarget): boolean {
  switch (one.kind) {
    case 'user':
      return other.kind === 'user' && other.userId === one.userId;
    case 'ring-group':
      return other.kind === 'ring-group' && other.groupId === one.groupId;
    default:
      return other.kind === one.kind && other.number === one.number;
  }
}
