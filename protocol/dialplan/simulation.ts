import type { Effect } from './effects.ts';
import type { RunEvent, RunEventBody } from './events.ts';
import { begin, keyUseOf, step } from './interpreter.ts';
import type { StepResult } from './interpreter.ts';
import type { PathStep, PlanSet, Run } from './run.ts';
import { answerTo, ringingOf } from './simulated-answers.ts';
import type { SimulationWorld } from './simulated-answers.ts';
import type { simulationEnds, SimulationInputs } from './simulation-test.ts';
import { firstInstantOf, isTimeZone } from './zone-time.ts';
import type { Sound } from './sounds.ts';

export type SimulationEnd = (typeof simulationEnds)[number];

/** What happened and what came of it. */
export interface SimulationStep {
  /** Undefined for the beginning. */
  readonly event: RunEvent | undefined;
  readonly atMs: number;
  readonly effects: readonly Effect[];
  /** What the caller hears from here on, when something is played. */
  readonly heard: readonly Sound[];
}

/** A simulated call: a value that `advance` makes a new one of. */
export interface Simulation {
  readonly planSet: PlanSet;
  readonly world: SimulationWorld;
  readonly inputs: SimulationInputs;
  readonly run: Run;
  readonly nowMs: number;
  readonly steps: readonly SimulationStep[];
  /** What will happen, in order. */
  readonly agenda: readonly RunEvent[];
  readonly pressesLeft: SimulationInputs['presses'];
  /** Undefined while it goes on. */
  readonly end: SimulationEnd | undefined;
}

const maxSteps = 10_000;
const defaultPromptMs = 4_000;
const partMs = 700;
const keyGapMs = 300;
const recordingMs = 15_000;
const conferenceMs = 60_000;

/** The call's beginning: up to the first thing that is waited for. */
export function startSimulation(planSet: PlanSet, world: SimulationWorld, inputs: SimulationInputs): Simulation {
  const nowMs = startOf(inputs);
  const { userId, ...caller } = inputs.caller;
  const first = begin(planSet, inputs.entryId, { ...caller, userId: userId ?? undefined, dialled: inputs.dialled }, nowMs);
  const leaves: readonly RunEvent[] =
    inputs.leavesAfterSeconds === null ? [] : [{ kind: 'call-ended', atMs: nowMs + inputs.leavesAfterSeconds * 1_000 }];
  const ahead = inputs.presses.filter(({ when }) => when === 'ahead');
  const simulation: Simulation = {
    planSet,
    world,
    inputs,
    run: first.run,
    nowMs,
    steps: [],
    agenda: [...keyEvents(ahead.map(({ keys }) => keys).join(''), nowMs, 0), ...leaves],
    pressesLeft: inputs.presses.filter(({ when }) => when !== 'ahead'),
    end: undefined,
  };
  return taken(simulation, undefined, first);
}

/** One event further; the same when it has ended. */
export function advance(simulation: Simulation): Simulation {
  if (simulation.end !== undefined) return simulation;
  const [event, ...agenda] = simulation.agenda;
  if (!event || simulation.steps.length >= maxSteps) return { ...simulation, end: 'waiting' };
  const result = step(simulation.planSet, simulation.run, event);
  return taken({ ...simulation, agenda, nowMs: event.atMs }, event, result);
}

/** Goes on to the end. */
export function runSimulation(planSet: PlanSet, world: SimulationWorld, inputs: SimulationInputs): Simulation {
  let simulation = startSimulation(planSet, world, inputs);
  while (simulation.end === undefined) simulation = advance(simulation);
  return simulation;
}

/** A path as saved tests hold it. */
export function pathOf(run: { readonly path: readonly PathStep[] }): { planId: string; nodeId: string; exit: string | null }[] {
  return run.path.map(({ planId, nodeId, exit }) => ({ planId, nodeId, exit: exit ?? null }));
}

function taken(simulation: Simulation, event: RunEvent | undefined, { run, effects }: StepResult): Simulation {
  const heard = effects.flatMap((effect) => (effect.kind === 'play' ? effect.sounds : []));
  const steps = [...simulation.steps, { event, atMs: simulation.nowMs, effects, heard }];
  const next = effects.reduce(scheduled, { ...simulation, run, steps });
  return { ...pressed(next, { effects, event }), end: endOf(run) };
}

function endOf({ status, end }: Run): SimulationEnd | undefined {
  if (status === 'talking') return 'talking';
  return status === 'ended' ? end?.why : undefined;
}

/** Puts what comes of an effect on the agenda, or takes off what was stopped. */
function scheduled(simulation: Simulation, effect: Effect): Simulation {
  const stopped = stoppedBy(effect);
  const agenda = stopped ? simulation.agenda.filter((event) => !stopped(event)) : simulation.agenda;
  const result = resultOf(effect, simulation);
  return { ...simulation, agenda: result ? inOrder([...agenda, { ...result.event, atMs: simulation.nowMs + result.afterMs }]) : agenda };
}

function stoppedBy(effect: Effect): ((event: RunEvent) => boolean) | undefined {
  switch (effect.kind) {
    case 'play':
    case 'stop-playing':
      return ({ kind }) => kind === 'played';
    case 'stop-timer':
      return (event) => event.kind === 'timer' && event.effectId === effect.timerId;
    case 'stop-ringing':
      return (event) => event.kind === 'rang' && event.effectId === effect.ringId;
    default:
      return undefined;
  }
}

function resultOf(
  effect: Effect,
  { inputs, world, run }: Simulation,
): { readonly event: RunEventBody; readonly afterMs: number } | undefined {
  const effectId = effect.id;
  switch (effect.kind) {
    case 'play':
      return { event: { kind: 'played', effectId }, afterMs: durationOf(effect.sounds, world) };
    case 'timer':
      return { event: { kind: 'timer', effectId }, afterMs: effect.seconds * 1_000 };
    case 'ring': {
      const { outcome, afterSeconds } = ringingOf(effect, inputs);
      return { event: { kind: 'rang', effectId, outcome }, afterMs: afterSeconds * 1_000 };
    }
    case 'queue': {
      const queue = inputs.queues.find(({ queueId }) => queueId === effect.queueId);
      return {
        event: { kind: 'queued', effectId, outcome: queue?.outcome ?? 'timeout' },
        afterMs: (queue?.afterSeconds ?? effect.maxWaitSeconds ?? 60) * 1_000,
      };
    }
    case 'voicemail':
      return { event: { kind: 'message-taken', effectId, outcome: inputs.message }, afterMs: recordingMs };
    case 'conference':
      return { event: { kind: 'conference-left', effectId }, afterMs: conferenceMs };
    case 'ask':
      return {
        event: { kind: 'answer', effectId, answer: answerTo(effect.question, inputs, world, run.frames.at(-1)?.nodeId ?? '') },
        afterMs: 0,
      };
    default:
      return undefined;
  }
}

/**
 * The caller's next press, when this is the moment: keys are read, and a prompt has just begun (`during`), or there is
 * silence now (`after`).
 */
function pressed(
  simulation: Simulation,
  { effects, event }: { readonly effects: readonly Effect[]; readonly event: RunEvent | undefined },
): Simulation {
  const { run, pressesLeft, planSet, nowMs } = simulation;
  if (run.status !== 'running' || keyUseOf(planSet, run) === 'keep' || keyUseOf(planSet, run) === 'drop') return simulation;
  const nodeId = run.frames.at(-1)?.nodeId;
  const index = pressesLeft.findIndex((press) => press.nodeId === null || press.nodeId === nodeId);
  const press = pressesLeft[index];
  const isPromptBegun = effects.some(({ kind }) => kind === 'play');
  // A timer after a key is the pause between keys: the caller's turn has begun already.
  const isSilenceBegun = !isPromptBegun && event?.kind !== 'digit' && effects.some(({ kind }) => kind === 'timer');
  if (!press || !(press.when === 'during' ? isPromptBegun || isSilenceBegun : isSilenceBegun)) return simulation;
  return {
    ...simulation,
    pressesLeft: pressesLeft.toSpliced(index, 1),
    agenda: inOrder([...simulation.agenda, ...keyEvents(press.keys, nowMs, keyGapMs)]),
  };
}

function keyEvents(keys: string, fromMs: number, gapMs: number): readonly RunEvent[] {
  return Array.from(keys, (digit, index) => ({ kind: 'digit', digit, atMs: fromMs + gapMs * (index + 1) }));
}

/** By time; what was planned first comes first. */
function inOrder(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.toSorted((a, b) => a.atMs - b.atMs);
}

function durationOf(sounds: readonly Sound[], { prompts }: SimulationWorld): number {
  const lengths = sounds.map((sound) => {
    if (sound.kind === 'number' || sound.kind === 'digits') return partMs;
    if (sound.kind === 'phrase') return defaultPromptMs / 2;
    return prompts.find(({ id }) => id === sound.promptId)?.durationMs ?? defaultPromptMs;
  });
  return lengths.reduce((sum, length) => sum + length, 0);
}

function startOf({ at, timeZone }: SimulationInputs): number {
  const minutes = Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16));
  return firstInstantOf(isTimeZone(timeZone) ? timeZone : 'UTC', at.slice(0, 10), minutes);
}
