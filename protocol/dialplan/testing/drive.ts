import type { Effect } from '../effects.ts';
import type { RunEventBody } from '../events.ts';
import { begin, step } from '../interpreter.ts';
import type { CallerFacts, PlanSet, Run } from '../run.ts';
import { testCaller } from './build-plan.ts';

/** An event of a test; `effectId` is filled in with the first pending effect unless it is given. */
export type Told =
  | RunEventBody
  | { [Kind in RunEventBody['kind']]: Omit<Extract<RunEventBody, { kind: Kind }>, 'effectId'> }[RunEventBody['kind']];

/** A run in a test's hands: tell it what happens, see what it says. */
export class Drive {
  readonly planSet: PlanSet;
  run: Run;
  /** Of the last event. */
  effects: readonly Effect[];
  readonly all: Effect[] = [];
  #atMs: number;

  constructor(
    planSet: PlanSet,
    options: { readonly caller?: Partial<CallerFacts>; readonly entryId?: string; readonly atMs?: number } = {},
  ) {
    this.planSet = planSet;
    this.#atMs = options.atMs ?? 0;
    ({ run: this.run, effects: this.effects } = begin(
      planSet,
      options.entryId ?? 'start',
      { ...testCaller, ...options.caller },
      this.#atMs,
    ));
    this.all.push(...this.effects);
  }

  tell(...events: readonly Told[]): this {
    for (const event of events) {
      this.#atMs += 100;
      const effectId = this.run.frames.at(-1)?.pending[0]?.id ?? 'none';
      ({ run: this.run, effects: this.effects } = step(this.planSet, this.run, { effectId, ...event, atMs: this.#atMs } as Parameters<
        typeof step
      >[2]));
      this.all.push(...this.effects);
    }
    return this;
  }

  press(keys: string): this {
    return this.tell(...Array.from(keys, (digit) => ({ kind: 'digit', digit }) as const));
  }

  get kinds(): readonly string[] {
    return this.effects.map(({ kind }) => kind);
  }

  /** Steps as `node.exit`. */
  get path(): readonly string[] {
    return this.run.path.map(({ nodeId, exit }) => (exit === undefined ? nodeId : `${nodeId}.${exit}`));
  }
}
