import { entryExit } from './plan.ts';
import { messageReasons } from './nodes/voicemail.ts';
import { exitsOf } from './nodes/index.ts';
import type { NodeOf, PlanNode } from './nodes/index.ts';
import { indexOf, planOf } from './plan-index.ts';
import { keysOf } from './reason.ts';
import type { CallerFacts, PathStep, PlanSet } from './run.ts';
import { pathOf, runSimulation } from './simulation.ts';
import type { Simulation } from './simulation.ts';
import type { SimulationWorld } from './simulated-answers.ts';
import { simulationInputsSchema } from './simulation-test.ts';
import type { SimulationInputs } from './simulation-test.ts';

/** A call that went through a plan. */
export interface RecordedCall {
  readonly caller: CallerFacts;
  /** Local time `YYYY-MM-DDTHH:MM` of its beginning, and the zone. */
  readonly at: string;
  readonly timeZone: string;
  readonly path: readonly PathStep[];
}

export interface Replay {
  /** Where the call would end in the new plans. */
  readonly simulation: Simulation;
  /** The last node before the hang-up, with its exit, is another than it was. */
  readonly endsElsewhere: boolean;
  /** The old plans, asked the same way, give the path that was recorded. Otherwise the comparison is with what they give. */
  readonly isFaithful: boolean;
}

/**
 * What would become of a call in other plans than those that it went through: callers press the same keys at the same
 * nodes, people and queues do as they did. What a path does not tell (numbers that were entered, what a look-up found) is not known
 * here either.
 */
export function replay(
  call: RecordedCall,
  { before, after, world }: { readonly before: PlanSet; readonly after: PlanSet; readonly world: SimulationWorld },
): Replay {
  const inputs = inputsOf(call, before);
  const was = runSimulation(before, world, inputs);
  const simulation = runSimulation(after, world, inputs);
  const left = placeOfLeaving(call.path);
  return {
    simulation,
    endsElsewhere: endOf(was, left) !== endOf(simulation, left),
    isFaithful: JSON.stringify(wayOf(was.run.path, left)) === JSON.stringify(wayOf(call.path, left)),
  };
}

/** A recorded call as inputs of a simulation, which can be opened, changed and kept as a test. */
export function inputsOf({ caller, at, timeZone, path }: RecordedCall, planSet: PlanSet): SimulationInputs {
  const steps = path.flatMap((step): readonly Visited[] => {
    const plan = planOf(planSet, step.planId);
    const node = plan && indexOf(plan).nodes.get(step.nodeId);
    return node ? [{ step, node }] : [];
  });
  const message = steps.flatMap(({ step, node }) =>
    node.kind === 'voicemail' ? Object.entries(messageReasons).filter(([, reason]) => reason === step.why?.kind) : [],
  )[0]?.[0];
  return simulationInputsSchema.parse({
    entryId: entryOf(planSet, path[0]),
    caller: { number: caller.number, name: caller.name, isInternal: caller.isInternal, userId: caller.userId ?? null },
    dialled: caller.dialled,
    at,
    timeZone,
    presses: steps.flatMap(pressesOf).slice(0, 100),
    people: steps.flatMap((visited, index) => peopleOf(visited, dialledBefore(steps, index))).slice(0, 100),
    queues: steps.flatMap(queueOf).slice(0, 50),
    pins: steps
      .flatMap(({ step, node }) => (node.kind === 'pin' && step.exit === 'right' ? [{ pinId: node.settings.pinId, digits: rightPin }] : []))
      .slice(0, 20),
    known: steps.some(({ step, node }) => node.kind === 'lookup' && step.exit === 'found')
      ? { name: caller.name, variables: {}, tags: [] }
      : null,
    http: steps
      .flatMap(({ step, node }) => (node.kind === 'http' && step.exit === 'ok' ? [{ nodeId: node.id, isOk: true, values: {} }] : []))
      .slice(0, 50),
    activeNotices: steps
      .flatMap(({ step, node }) =>
        node.kind === 'service-notice' && step.why?.kind !== 'no-outage' ? [{ noticeId: node.settings.noticeId }] : [],
      )
      .slice(0, 20),
    message: message ?? 'left',
  });
}

interface Visited {
  readonly step: PathStep;
  readonly node: PlanNode;
}

/** Stands for digits that nobody recorded. */
const rightPin = '1';

/** Where a caller hung up by themselves: in which node, at which visit. They are taken to do so there again. */
interface Leaving {
  readonly place: string;
  readonly visit: number;
}

const ends = new Set(['hang-up', 'fallback', 'return', 'go-to']);

function placeOfLeaving(path: readonly PathStep[]): Leaving | undefined {
  const last = path.at(-1);
  if (!last || last.exit !== undefined || ends.has(last.kind)) return undefined;
  const place = placeOf(last);
  return { place, visit: path.filter((step) => placeOf(step) === place).length };
}

/** The steps with their exits, up to where the caller left. */
function wayOf(path: readonly PathStep[], left: Leaving | undefined): readonly unknown[] {
  const way = pathOf({ path });
  if (!left) return way;
  const index = path.findIndex(
    (step, at) =>
      placeOf(step) === left.place && path.slice(0, at + 1).filter((other) => placeOf(other) === left.place).length === left.visit,
  );
  return index < 0 ? way : [...way.slice(0, index), left];
}

/** Where the caller got to: a hang-up is no place, what came before it is. */
function endOf({ run, end }: Simulation, left: Leaving | undefined): string {
  const isOnlyHangUp = run.path.every(({ kind }) => kind === 'hang-up');
  const last = wayOf(isOnlyHangUp ? run.path : run.path.filter(({ kind }) => kind !== 'hang-up'), left).at(-1);
  return JSON.stringify(last === left ? left : [last, end]);
}

function placeOf({ planId, nodeId }: PathStep): string {
  return `${planId}/${nodeId}`;
}

function entryOf(planSet: PlanSet, first: PathStep | undefined): string {
  const plan = planOf(planSet, planSet.mainPlanId);
  return (
    plan?.edges.find(({ from, exit, to }) => exit === entryExit && to === first?.nodeId && plan.entries.some(({ id }) => id === from))
      ?.from ?? ''
  );
}

function pressesOf({ step, node }: Visited): SimulationInputs['presses'] {
  const press = (keys: string) => ({ keys, when: 'after' as const, nodeId: node.id });
  switch (node.kind) {
    case 'attendant':
      return attendantPresses(step, node).map(press);
    case 'wait':
      return [press(keysOf(step.why) ?? '')];
    case 'pin':
      return step.exit === 'right' ? [press(`${rightPin}#`)] : Array.from({ length: node.settings.attempts }, () => press(''));
    case 'collect':
      return step.exit === 'got'
        ? [
            press(
              '0'.repeat(Math.max(node.settings.minKeys, step.why?.kind === 'entered' ? step.why.count : 1)) + (node.settings.endKey ?? ''),
            ),
          ]
        : [];
    case 'service-notice':
      return [press(step.exit === 'subscribed' ? node.settings.subscribeKey : '')];
    default:
      return [];
  }
}

function attendantPresses({ why }: PathStep, { settings }: NodeOf<'attendant'>): readonly string[] {
  const keys = keysOf(why);
  if (keys !== undefined) return [keys];
  const silence = Array.from({ length: settings.repeats + 1 }, () => '');
  if (why?.kind !== 'wrong-choices') return silence;
  const first = [...settings.options.map((option) => option.keys), settings.nameKeys].map((one) => one.charAt(0));
  const wrong = Array.from('*#0987654321').find((key) => !first.includes(key)) ?? '*';
  return Array.from({ length: settings.maxWrong }, () => wrong);
}

const doing: Readonly<Record<string, SimulationInputs['people'][number]['does']>> = {
  answered: 'answers',
  'no-answer': 'no-answer',
  busy: 'busy',
  unreachable: 'away',
  failed: 'fails',
};

/** The extension that the caller dialled last. */
function dialledBefore(steps: readonly Visited[], index: number): string | undefined {
  const dialled = steps.slice(0, index).findLast(({ step, node }) => node.kind === 'attendant' && step.exit === 'extension');
  return dialled && keysOf(dialled.step.why);
}

function peopleOf({ step, node }: Visited, dialled: string | undefined): SimulationInputs['people'] {
  const does = doing[step.exit ?? ''];
  if (does === undefined || (node.kind !== 'ring' && node.kind !== 'external')) return [];
  const afterSeconds = Math.max(0, Math.min(secondsIn(step), node.settings.timeoutSeconds - 1));
  if (node.kind === 'external') return [{ target: { kind: 'external', number: node.settings.number }, does, afterSeconds }];
  return node.settings.targets.flatMap((target): SimulationInputs['people'] => {
    switch (target.kind) {
      case 'typed':
        return dialled === undefined ? [] : [{ target: { kind: 'extension', number: dialled }, does, afterSeconds }];
      case 'external':
        return [{ target: { kind: 'external', number: target.number }, does, afterSeconds }];
      default:
        return [{ target, does, afterSeconds }];
    }
  });
}

function queueOf({ step, node }: Visited): SimulationInputs['queues'] {
  if (node.kind !== 'queue') return [];
  const outcome = simulationInputsSchema.shape.queues.unwrap().element.shape.outcome.safeParse(step.exit);
  if (!outcome.success || exitsOf(node).every(({ id }) => id !== step.exit)) return [];
  return [
    {
      queueId: node.settings.queueId,
      outcome: outcome.data,
      afterSeconds: secondsIn(step),
      waiting: 0,
      longestWaitSeconds: 0,
      agentsReady: 1,
      agentsSignedIn: 1,
    },
  ];
}

function secondsIn({ enteredAtMs, leftAtMs }: PathStep): number {
  return Math.min(7_200, Math.max(0, ((leftAtMs ?? enteredAtMs) - enteredAtMs) / 1_000));
}
