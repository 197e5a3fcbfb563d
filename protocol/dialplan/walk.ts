import type { Effect, EffectBody } from './effects.ts';
import type { Here } from './node-kind.ts';
import type { Reason } from './reason.ts';
import type { Json, PathStep, PendingEffect, Run, RunFrame } from './run.ts';

/** Effects that report back, and the event that does it. */
export const resultOf = {
  play: 'played',
  timer: 'timer',
  ring: 'rang',
  queue: 'queued',
  voicemail: 'message-taken',
  conference: 'conference-left',
  ask: 'answer',
} as const satisfies Partial<Record<EffectBody['kind'], string>>;

const maxTypedAhead = 32;

/**
 * A run while one event is worked off: changed in place, then read out by `result()`. What is not touched is shared with
 * the run before.
 */
export class Walk {
  readonly atMs: number;
  readonly #before: Run;
  readonly #effects: Effect[] = [];
  #run: Run;
  #path: PathStep[] | undefined;
  #visits: Record<string, number> | undefined;

  constructor(run: Run, atMs: number) {
    this.#before = run;
    this.#run = run;
    this.atMs = atMs;
  }

  get run(): Run {
    return this.#run;
  }

  get top(): RunFrame | undefined {
    return this.#run.frames.at(-1);
  }

  result(): { readonly run: Run; readonly effects: readonly Effect[] } {
    const run =
      this.#path || this.#visits
        ? { ...this.#run, path: this.#path ?? this.#before.path, visits: this.#visits ?? this.#before.visits }
        : this.#run;
    return { run, effects: settled(this.#effects) };
  }

  set(changes: Partial<Run>): void {
    this.#run = { ...this.#run, ...changes };
  }

  typeAhead(key: string): void {
    if (this.#run.typedAhead.length < maxTypedAhead) this.set({ typedAhead: this.#run.typedAhead + key });
  }

  /** Counts a visit; says how often the node has been entered now. */
  countVisit(planId: string, nodeId: string): number {
    this.#visits ??= { ...this.#before.visits };
    const key = `${planId}/${nodeId}`;
    const count = (this.#visits[key] ?? 0) + 1;
    this.#visits[key] = count;
    return count;
  }

  /** Begins a visit: what is issued from here on has its number. */
  openFrame(frames: readonly RunFrame[], at: { readonly planId: string; readonly nodeId: string }): void {
    const visit = this.#run.visit + 1;
    this.set({ visit, frames: [...frames, { ...at, state: null, visit, issued: 0, pending: [] }] });
  }

  openStep(at: { readonly planId: string; readonly nodeId: string; readonly kind: string }): void {
    this.#steps().push({ ...at, enteredAtMs: this.atMs, exit: undefined, leftAtMs: undefined, why: undefined });
  }

  /** Closes the last open step of a node. */
  closeStep({ planId, nodeId }: { readonly planId: string; readonly nodeId: string }, exit: string | undefined, why: Reason): void {
    const steps = this.#steps();
    const index = steps.findLastIndex((step) => step.leftAtMs === undefined && step.nodeId === nodeId && step.planId === planId);
    const step = steps[index];
    if (step) steps[index] = { ...step, exit, why, leftAtMs: this.atMs };
  }

  /** Closes whatever is open: the run is over. */
  closeAllSteps(why: Reason): void {
    for (const step of this.#run.frames) this.closeStep(step, undefined, why);
  }

  hasStep(matches: (step: PathStep) => boolean): boolean {
    return (this.#path ?? this.#before.path).some(matches);
  }

  here<Settings>(nodeId: string, settings: Settings): Here<Settings> {
    const { visit, issued } = this.top ?? { visit: 0, issued: 0 };
    return { nodeId, settings, run: this.#run, atMs: this.atMs, effectId: (index) => `${visit}.${issued + index}` };
  }

  remember(state: Json): void {
    this.#changeTop({ state });
  }

  issue(bodies: readonly EffectBody[]): void {
    for (const body of bodies) this.#issueOne(body);
  }

  /** Says that the caller's call is answered, unless it was. */
  answer(): void {
    if (this.#run.isAnswered) return;
    this.#effects.push({ id: '0.0', kind: 'answer' });
    this.set({ isAnswered: true });
  }

  /** What an effect of the current visit was; undefined when it is not waited for. */
  pending(effectId: string): PendingEffect | undefined {
    return this.top?.pending.find(({ id }) => id === effectId);
  }

  settle(effectId: string): void {
    this.#changeTop({ pending: (this.top?.pending ?? []).filter(({ id }) => id !== effectId) });
  }

  /** Stops what the current visit has going. */
  stopPending(): void {
    const stops = (this.top?.pending ?? []).flatMap((effect): readonly EffectBody[] => stopOf(effect));
    this.issue(stops);
    this.#changeTop({ pending: [] });
  }

  #issueOne(body: EffectBody): void {
    if (needsAnswer(body)) this.answer();
    const frame = this.top;
    if (!frame) return;
    const id = `${frame.visit}.${frame.issued}`;
    this.#effects.push({ id, ...body });
    this.#changeTop({ issued: frame.issued + 1, pending: pendingAfter(frame.pending, { id, ...body }) });
  }

  #changeTop(changes: Partial<RunFrame>): void {
    const { frames } = this.#run;
    const top = frames.at(-1);
    if (top) this.set({ frames: [...frames.slice(0, -1), { ...top, ...changes }] });
  }

  #steps(): PathStep[] {
    this.#path ??= [...this.#before.path];
    return this.#path;
  }
}

function needsAnswer(body: EffectBody): boolean {
  if (body.kind === 'background') return body.background.kind === 'music' || body.background.kind === 'prompt';
  return body.kind === 'play' || body.kind === 'voicemail' || body.kind === 'queue' || body.kind === 'conference';
}

function pendingAfter(pending: readonly PendingEffect[], effect: Effect): readonly PendingEffect[] {
  switch (effect.kind) {
    case 'stop-playing':
      return pending.filter(({ kind }) => kind !== 'play');
    case 'stop-timer':
      return pending.filter(({ id }) => id !== effect.timerId);
    case 'stop-ringing':
      return pending.filter(({ id }) => id !== effect.ringId);
    case 'play':
      return [...pending.filter(({ kind }) => kind !== 'play'), { id: effect.id, kind: 'play' }];
    default:
      return effect.kind in resultOf ? [...pending, { id: effect.id, kind: effect.kind }] : pending;
  }
}

function stopOf({ id, kind }: PendingEffect): readonly EffectBody[] {
  if (kind === 'play') return [{ kind: 'stop-playing' }];
  if (kind === 'timer') return [{ kind: 'stop-timer', timerId: id }];
  return kind === 'ring' ? [{ kind: 'stop-ringing', ringId: id }] : [];
}

/** Without what began and was stopped in the same step: nobody needs to hear a moment of it. */
function settled(effects: readonly Effect[]): readonly Effect[] {
  const left: Effect[] = [];
  const begun = (matches: (effect: Effect) => boolean): number => left.findLastIndex(matches);
  for (const effect of effects) {
    const index = beginningOf(effect, begun);
    if (index >= 0) left.splice(index, 1);
    if (index < 0 || effect.kind === 'play') left.push(effect);
  }
  return left;
}

function beginningOf(effect: Effect, begun: (matches: (other: Effect) => boolean) => number): number {
  switch (effect.kind) {
    case 'play':
    case 'stop-playing':
      return begun(({ kind }) => kind === 'play');
    case 'stop-timer':
      return begun(({ id }) => id === effect.timerId);
    case 'stop-ringing':
      return begun(({ id }) => id === effect.ringId);
    default:
      return -1;
  }
}
