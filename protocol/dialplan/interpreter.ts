import { endCauses } from '../telephony/call.ts';
import type { EndCause } from '../telephony/call.ts';
import type { Effect } from './effects.ts';
import type { RunEvent } from './events.ts';
import { enterFallback, continueFallback, fallbackNodeId } from './fallback.ts';
import { exitsOf, kindOf } from './nodes/index.ts';
import type { PlanNode } from './nodes/index.ts';
import { endExit } from './nodes/sub-plan.ts';
import type { KeyUse, Move } from './node-kind.ts';
import { indexOf, planOf } from './plan-index.ts';
import type { Reason } from './reason.ts';
import type { CallerFacts, PlanSet, Run, RunEnd } from './run.ts';
import { resultOf, Walk } from './walk.ts';

export interface StepResult {
  readonly run: Run;
  readonly effects: readonly Effect[];
}

/** Nodes that a run may enter in all. */
export const maxVisitsInAll = 1_000;
/** Plans in each other. */
export const maxDepth = 8;

/** What happens next inside one step; undefined: the run waits, talks or is over. */
type Next =
  | { readonly kind: 'enter'; readonly planId: string; readonly node: PlanNode }
  | { readonly kind: 'move'; readonly node: PlanNode; readonly move: Move }
  | { readonly kind: 'fallback'; readonly why: Reason }
  | undefined;

/** Begins a run at an entry of the main plan. Pure: the same arguments give the same run. */
export function begin(planSet: PlanSet, entryId: string, caller: CallerFacts, atMs: number): StepResult {
  const plan = planOf(planSet, planSet.mainPlanId);
  const walk = new Walk(newRun(caller, plan?.language ?? 'en'), atMs);
  const node = plan && indexOf(plan).afterEntry(entryId);
  if (node) carryOn(planSet, walk, { kind: 'enter', planId: planSet.mainPlanId, node });
  else carryOn(planSet, walk, { kind: 'fallback', why: { kind: 'entry-leads-nowhere' } });
  return walk.result();
}

/** Takes one event in. An event that does not concern the run (late, foreign, after its end) gives the same run and no effects. */
export function step(planSet: PlanSet, run: Run, event: RunEvent): StepResult {
  if (run.status === 'ended') return { run, effects: [] };
  if (event.kind === 'call-ended') return over(run, event.atMs);
  if (run.status === 'talking') return { run, effects: [] };
  const walk = new Walk(run, event.atMs);
  if (!concerns(walk, event)) return { run, effects: [] };
  const top = walk.top;
  if (top?.nodeId === fallbackNodeId) continueFallback(planSet, walk, event);
  else carryOn(planSet, walk, react(planSet, walk, event));
  return walk.result();
}

/** What a key would do now: `read`, `peek`, `keep` or `drop`. For whoever plays the caller. */
export function keyUseOf(planSet: PlanSet, run: Run): KeyUse {
  const frame = run.frames.at(-1);
  const node = nodeOf(planSet, frame);
  if (run.status !== 'running' || !frame || !node) return 'drop';
  return kindOf(node.kind).keys(node.settings, frame.state);
}

/** Ends a run from outside, such as one whose page did not come back after a restart. */
export function endRun(run: Run, end: { readonly why: RunEnd; readonly cause: EndCause }, atMs: number): Run {
  if (run.status === 'ended') return run;
  const walk = new Walk(run, atMs);
  walk.closeAllSteps({ kind: end.why });
  walk.set({ status: 'ended', end, typedAhead: '' });
  return walk.result().run;
}

function over(run: Run, atMs: number): StepResult {
  if (run.status === 'talking') return { run: endRun(run, { why: 'talk-over', cause: 'completed' }, atMs), effects: [] };
  return { run: endRun(run, { why: 'caller-left', cause: run.isAnswered ? 'completed' : 'cancelled' }, atMs), effects: [] };
}

/** Whether the event is a key, a return of the page, or the result of something that is waited for. */
function concerns(walk: Walk, event: RunEvent): boolean {
  if (event.kind === 'digit') return /^[0-9*#]$/u.test(event.digit);
  if (event.kind === 'resumed' || event.kind === 'call-ended') return true;
  const pending = walk.pending(event.effectId);
  if (!pending) return false;
  return Object.entries(resultOf).some(([kind, result]) => kind === pending.kind && result === event.kind);
}

function react(planSet: PlanSet, walk: Walk, event: RunEvent): Next {
  const frame = walk.top;
  const node = nodeOf(planSet, frame);
  if (!frame || !node) return { kind: 'fallback', why: { kind: 'node-gone' } };
  const kind = kindOf(node.kind);
  if (event.kind === 'resumed') {
    walk.stopPending();
    walk.openFrame(walk.run.frames.slice(0, -1), frame);
    const here = walk.here(node.id, node.settings);
    return { kind: 'move', node, move: kind.resume?.(here, frame.state) ?? kind.enter(here) };
  }
  if (event.kind === 'digit') return press(walk, node, event);
  if (event.kind === 'rang') walk.set({ lastRing: event.outcome });
  if ('effectId' in event) walk.settle(event.effectId);
  return { kind: 'move', node, move: kind.handle(walk.here(node.id, node.settings), frame.state, event) };
}

function press(walk: Walk, node: PlanNode, event: Extract<RunEvent, { kind: 'digit' }>): Next {
  const kind = kindOf(node.kind);
  const state = walk.top?.state ?? null;
  const use = kind.keys(node.settings, state);
  if (use === 'keep' || use === 'peek') walk.typeAhead(event.digit);
  if (use === 'keep' || use === 'drop') return undefined;
  return { kind: 'move', node, move: kind.handle(walk.here(node.id, node.settings), state, event) };
}

function carryOn(planSet: PlanSet, walk: Walk, first: Next): void {
  let next = first;
  while (next) {
    if (next.kind === 'fallback') {
      enterFallback(planSet, walk, next.why);
      return;
    }
    next = next.kind === 'enter' ? enter(planSet, walk, next) : perform(planSet, walk, next);
  }
}

/** Into a node in place of the current one. */
function enter(planSet: PlanSet, walk: Walk, { planId, node }: Extract<Next, { kind: 'enter' }>): Next {
  const limit = planOf(planSet, planId)?.maxVisits ?? 0;
  if (walk.run.visit >= maxVisitsInAll || walk.countVisit(planId, node.id) > limit) return { kind: 'fallback', why: { kind: 'circles' } };
  walk.openFrame(walk.run.frames.slice(0, -1), { planId, nodeId: node.id });
  walk.openStep({ planId, nodeId: node.id, kind: node.kind });
  return { kind: 'move', node, move: kindOf(node.kind).enter(walk.here(node.id, node.settings)) };
}

function perform(planSet: PlanSet, walk: Walk, { node, move }: Extract<Next, { kind: 'move' }>): Next {
  switch (move.kind) {
    case 'stay':
      return stay(walk, node, move);
    case 'leave':
      return leave(planSet, walk, node, move);
    case 'enter-plan':
    case 'go-to-plan':
      return changePlan(planSet, walk, node, move);
    case 'return':
      return comeBack(planSet, walk, node, move);
    default:
      hangUp(walk, move);
      return undefined;
  }
}

function stay(walk: Walk, node: PlanNode, move: Extract<Move, { kind: 'stay' }>): Next {
  const kind = kindOf(node.kind);
  const use = kind.keys(node.settings, move.state);
  if (use === 'read' || use === 'peek') walk.answer();
  walk.issue(move.effects);
  walk.remember(move.state);
  if (move.forgetsKeys === true || use === 'drop') walk.set({ typedAhead: '' });
  const [key] = walk.run.typedAhead;
  if (key === undefined || use === 'keep') return undefined;
  if (use === 'read') walk.set({ typedAhead: walk.run.typedAhead.slice(1) });
  const event: RunEvent = { kind: 'digit', digit: key, atMs: walk.atMs };
  return { kind: 'move', node, move: kind.handle(walk.here(node.id, node.settings), move.state, event) };
}

function leave(planSet: PlanSet, walk: Walk, node: PlanNode, { exit, why, effects, set }: Extract<Move, { kind: 'leave' }>): Next {
  const frame = walk.top;
  if (!frame) return undefined;
  walk.stopPending();
  walk.issue(effects ?? []);
  if (set) walk.set(set);
  walk.closeStep(frame, exit, why);
  if (exitsOf(node).some(({ id, isFinal }) => id === exit && isFinal)) {
    walk.set({ status: 'talking', typedAhead: '' });
    return undefined;
  }
  return after(planSet, frame.planId, node.id, exit);
}

function after(planSet: PlanSet, planId: string, nodeId: string, exit: string): Next {
  const plan = planOf(planSet, planId);
  const node = plan && indexOf(plan).after(nodeId, exit);
  return node ? { kind: 'enter', planId, node } : { kind: 'fallback', why: { kind: 'exit-leads-nowhere' } };
}

function changePlan(planSet: PlanSet, walk: Walk, node: PlanNode, move: Extract<Move, { kind: 'enter-plan' | 'go-to-plan' }>): Next {
  const frame = walk.top;
  const plan = planOf(planSet, move.planId);
  const target = plan && indexOf(plan).afterEntry(move.entryId);
  if (!frame || !target) return { kind: 'fallback', why: { kind: 'plan-leads-nowhere' } };
  if (move.kind === 'go-to-plan') {
    walk.closeStep({ planId: frame.planId, nodeId: node.id }, undefined, move.why);
    return { kind: 'enter', planId: move.planId, node: target };
  }
  if (walk.run.frames.length >= maxDepth) return { kind: 'fallback', why: { kind: 'too-deep' } };
  // A place for the frame that `enter` puts there; the one below waits for the return.
  walk.set({ frames: [...walk.run.frames, frame] });
  return { kind: 'enter', planId: move.planId, node: target };
}

function comeBack(planSet: PlanSet, walk: Walk, node: PlanNode, move: Extract<Move, { kind: 'return' }>): Next {
  const [frame, parent] = [walk.top, walk.run.frames.at(-2)];
  if (frame) walk.closeStep({ planId: frame.planId, nodeId: node.id }, undefined, move.why);
  if (!parent) return { kind: 'fallback', why: { kind: 'nothing-to-return-to' } };
  walk.set({ frames: walk.run.frames.slice(0, -1) });
  const exit = endExit(move.end);
  walk.closeStep(parent, exit, move.why);
  return after(planSet, parent.planId, parent.nodeId, exit);
}

/** What says "answered" in its cause has no SIP answer before the call is answered. */
function hangUp(walk: Walk, { cause, why }: Extract<Move, { kind: 'end' }>): void {
  const said: EndCause = !walk.run.isAnswered && endCauses[cause].answered ? 'declined' : cause;
  walk.stopPending();
  walk.issue([{ kind: 'hang-up', cause: said }]);
  walk.closeAllSteps(why);
  walk.set({ status: 'ended', end: { why: 'hung-up', cause: said }, typedAhead: '' });
}

function nodeOf(planSet: PlanSet, frame: { readonly planId: string; readonly nodeId: string } | undefined): PlanNode | undefined {
  const plan = frame && planOf(planSet, frame.planId);
  return plan && indexOf(plan).nodes.get(frame.nodeId);
}

function newRun(caller: CallerFacts, language: Run['language']): Run {
  return {
    status: 'running',
    frames: [],
    caller,
    language,
    variables: {},
    callerPrefix: '',
    priority: 0,
    skills: [],
    visits: {},
    visit: 0,
    typedAhead: '',
    isAnswered: false,
    lastRing: undefined,
    path: [],
    end: undefined,
  };
}
