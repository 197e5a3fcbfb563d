import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyOperation } from '../../../../protocol/dialplan/edit.ts';
import type { Operation, Refusal } from '../../../../protocol/dialplan/operations.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';

/** What an edit did, as a key of the words: for undo's name and the announcement. */
export type EditName =
  | 'add'
  | 'remove'
  | 'move'
  | 'connect'
  | 'disconnect'
  | 'settings'
  | 'title'
  | 'paste'
  | 'tidy'
  | 'note'
  | 'entry'
  | 'plan'
  | 'restore';

export interface Edit {
  readonly name: EditName;
  readonly operation: Operation;
  /** Edits with the same key that follow each other within a moment are one step of undo: a word that is typed. */
  readonly mergeKey?: string;
}

interface Step {
  readonly name: EditName;
  readonly inverse: Operation;
  readonly mergeKey: string | undefined;
  readonly atMs: number;
}

export interface DocumentView {
  readonly plan: Plan;
  /** What undo and redo would do; undefined: nothing to undo. */
  readonly undo: EditName | undefined;
  readonly redo: EditName | undefined;
}

export type Applied = { readonly ok: true } | { readonly ok: false; readonly reason: Refusal };

const MERGE_MS = 1_500;
const MAX_STEPS = 300;

/** The draft on screen. Every change is an operation; undo and redo are operations too, so that whoever stores them needs no more. */
export class PlanDocument {
  readonly view: StoreApi<DocumentView>;
  readonly #now: () => number;
  readonly #listeners = new Set<(operation: Operation) => void>();
  #done: readonly Step[] = [];
  #undone: readonly Step[] = [];

  constructor(plan: Plan, now: () => number) {
    this.#now = now;
    this.view = createStore<DocumentView>(() => ({ plan, undo: undefined, redo: undefined }));
  }

  get plan(): Plan {
    return this.view.getState().plan;
  }

  /** Carries out an edit. What does not fit is refused and changes nothing. */
  apply(edit: Edit): Applied {
    const result = applyOperation(this.plan, edit.operation);
    if (!result.ok) return { ok: false, reason: result.reason };
    const step: Step = { name: edit.name, inverse: result.inverse, mergeKey: edit.mergeKey, atMs: this.#now() };
    const last = this.#done.at(-1);
    const isMerged =
      last !== undefined && last.mergeKey !== undefined && last.mergeKey === step.mergeKey && step.atMs - last.atMs < MERGE_MS;
    // Of edits that are one step, the first one's inverse leads back to before all of them.
    this.#done = isMerged ? [...this.#done.slice(0, -1), { ...last, atMs: step.atMs }] : [...this.#done, step].slice(-MAX_STEPS);
    this.#undone = [];
    this.#show(result.plan, edit.operation);
    return { ok: true };
  }

  /** Takes the last edit back and says which it was. */
  undo(): EditName | undefined {
    const step = this.#done.at(-1);
    if (step === undefined) return undefined;
    this.#done = this.#done.slice(0, -1);
    const back = this.#carryOut(step.inverse);
    if (back !== undefined) this.#undone = [...this.#undone, { ...step, inverse: back, mergeKey: undefined }];
    this.#tellSteps();
    return step.name;
  }

  redo(): EditName | undefined {
    const step = this.#undone.at(-1);
    if (step === undefined) return undefined;
    this.#undone = this.#undone.slice(0, -1);
    const back = this.#carryOut(step.inverse);
    if (back !== undefined) this.#done = [...this.#done, { ...step, inverse: back, mergeKey: undefined }];
    this.#tellSteps();
    return step.name;
  }

  /** Shows another state of the plan, e.g. what somebody else stored. There is nothing to undo in it. */
  replace(plan: Plan): void {
    this.#done = [];
    this.#undone = [];
    this.view.setState({ plan, undo: undefined, redo: undefined });
  }

  /** Calls `listener` for every operation that changed the draft here, until the signal aborts. */
  onOperation(listener: (operation: Operation) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Applies an operation of the history; gives the one that takes it back. */
  #carryOut(operation: Operation): Operation | undefined {
    const result = applyOperation(this.plan, operation);
    if (!result.ok) return undefined;
    this.#show(result.plan, operation);
    return result.inverse;
  }

  #show(plan: Plan, operation: Operation): void {
    this.view.setState({ plan });
    this.#tellSteps();
    for (const listener of this.#listeners) listener(operation);
  }

  #tellSteps(): void {
    this.view.setState({ undo: this.#done.at(-1)?.name, redo: this.#undone.at(-1)?.name });
  }
}
