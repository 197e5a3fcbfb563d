import type { Effect } from '../../../protocol/dialplan/effects.ts';
import type { RunEventBody } from '../../../protocol/dialplan/events.ts';
import { begin, step } from '../../../protocol/dialplan/interpreter.ts';
import type { CallerFacts, PathStep, PlanSet, Run } from '../../../protocol/dialplan/run.ts';
import type { AttendedCall, RingRequest } from '../../telephony/index.ts';
import type { LiveRuns } from './live-runs.ts';
import { Performer, type PerformerWorld } from './performer.ts';
import type { RunJournal } from './run-journal.ts';

export interface PlanRunWorld extends PerformerWorld {
  readonly live: LiveRuns;
  readonly journal: RunJournal;
  readonly nodeId: string;
}

export interface PlanRunOptions {
  readonly world: PlanRunWorld;
  readonly call: AttendedCall;
  readonly plans: PlanSet;
  readonly entryId: string;
  readonly caller: CallerFacts;
  readonly because: RingRequest['because'];
  /** Kept with the plan and shown live; false for plans that nobody drew. */
  readonly isKept: boolean;
}

/**
 * One caller's way through a plan: feeds what happens to the interpreter, has its effects performed, and keeps where the call is.
 *
 *   running ──► talking ──► over        (status of the run; whatever ends the call ends the run)
 *      └───────────────────►
 */
export class PlanRun {
  readonly #options: PlanRunOptions;
  readonly #performer: Performer;
  readonly #waiting: RunEventBody[] = [];
  readonly #startedAtMs: number;
  readonly over: Promise<void>;
  #resolveOver: () => void = () => undefined;
  #run: Run;
  #isStepping = false;
  #isOver = false;
  #hasFailed = false;
  #answeredBy: string | undefined;
  /** Steps of the path that are in the call's events already. */
  #noted = 0;
  #keptPath: readonly PathStep[] | undefined;

  /** The run begins, and goes on by itself until `over`. */
  constructor(options: PlanRunOptions) {
    const { world, call, plans, caller, entryId } = options;
    this.#options = options;
    this.#startedAtMs = world.clock.now();
    this.over = new Promise((resolve) => (this.#resolveOver = resolve));
    const begun = begin(plans, entryId, caller, this.#startedAtMs);
    this.#run = begun.run;
    this.#performer = new Performer({
      ...world,
      call,
      caller,
      because: options.because,
      run: () => this.#run,
      onEvent: (event) => this.#handle(event),
      onAnsweredBy: (userId) => (this.#answeredBy = userId),
    });
    call.on('digit', this.#onDigit);
    call.on('resumed', this.#onResumed);
    call.ended.addEventListener('abort', this.#onEnded, { once: true });
    this.#enter(begun.run, begun.effects);
    if (call.ended.aborted) this.#onEnded();
  }

  /** Keys are passed on and never logged. */
  readonly #onDigit = (digit: string): void => this.#handle({ kind: 'digit', digit });

  /** Phones that ring and visits go on while a page is loaded anew; a node that talked to the caller begins again. */
  readonly #onResumed = (): void => {
    if (!this.#performer.isElsewhere) this.#handle({ kind: 'resumed' });
  };

  readonly #onEnded = (): void => {
    this.#handle({ kind: 'call-ended' });
    this.#finish();
  };

  #handle(event: RunEventBody): void {
    if (this.#isOver) return;
    this.#waiting.push(event);
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      for (let next = this.#waiting.shift(); next && !this.#isOver; next = this.#waiting.shift()) this.#step(next);
    } finally {
      this.#isStepping = false;
    }
  }

  #step(event: RunEventBody): void {
    const { world, call, plans } = this.#options;
    if (this.#run.status === 'ended') return;
    try {
      const { run, effects } = step(plans, this.#run, { ...event, atMs: world.clock.now() });
      this.#enter(run, effects);
    } catch (error) {
      world.logger.error({ err: error, call: call.id, event: event.kind }, 'a dial plan could not go on');
      this.#hasFailed = true;
      call.end('failed');
    }
  }

  #enter(run: Run, effects: readonly Effect[]): void {
    this.#run = run;
    this.#keep();
    for (const effect of effects) this.#performer.perform(effect);
  }

  /** Says where the call is, to the record, the store and the live view, when that changed. */
  #keep(): void {
    const { call, world } = this.#options;
    if (this.#keptPath === this.#run.path && this.#run.status !== 'ended') return;
    this.#keptPath = this.#run.path;
    call.setPath(this.#run.path);
    const left = this.#run.path.filter((step) => step.exit !== undefined || step.leftAtMs !== undefined);
    for (const { planId, nodeId, kind, exit } of left.slice(this.#noted))
      call.note('plan-node', { plan: planId, node: nodeId, kind, exit: exit ?? '' });
    this.#noted = left.length;
    if (!this.#options.isKept) return;
    this.#write(undefined);
    if (this.#run.status === 'running') world.live.set(this.#liveRun());
    else world.live.delete(call.tenantId, call.id);
  }

  #liveRun(): Parameters<LiveRuns['set']>[0] {
    const { call, caller } = this.#options;
    const { frames, path } = this.#run;
    const enteredAtMs = path.at(-1)?.enteredAtMs ?? this.#startedAtMs;
    return {
      tenantId: call.tenantId,
      callId: call.id,
      callerName: caller.name,
      callerNumber: caller.number,
      places: frames.map(({ planId, nodeId }) => ({ planId, nodeId, enteredAtMs })),
    };
  }

  #write(endedAtMs: number | undefined): void {
    const { call, caller, plans, world } = this.#options;
    world.journal.write(call.tenantId, {
      callId: call.id,
      planId: plans.mainPlanId,
      version: plans.plans[plans.mainPlanId]?.version ?? 0,
      nodeId: world.nodeId,
      startedAtMs: this.#startedAtMs,
      caller: { userId: caller.userId, name: caller.name, number: caller.number },
      dialled: caller.dialled,
      answeredBy: this.#answeredBy,
      path: this.#run.path,
      endedAtMs,
      endWhy: endedAtMs === undefined ? undefined : (this.#run.end?.why ?? (this.#hasFailed ? 'failed' : 'caller-left')),
    });
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { call, world, isKept } = this.#options;
    call.off('digit', this.#onDigit);
    call.off('resumed', this.#onResumed);
    this.#performer.close();
    this.#waiting.length = 0;
    if (isKept) {
      world.live.delete(call.tenantId, call.id);
      this.#write(world.clock.now());
    }
    this.#resolveOver();
  }
}
