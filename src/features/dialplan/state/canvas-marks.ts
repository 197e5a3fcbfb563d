import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { drawnDiffOf, type DrawnDiff } from './drawn-diff.ts';
import type { LitPath } from './lit-path.ts';

export interface MarksView {
  readonly path: LitPath | undefined;
  readonly diff: DrawnDiff | undefined;
  /** Calls that are in a node now. */
  readonly live: ReadonlyMap<string, number>;
}

/** What is drawn over the plan without being part of it. */
export class CanvasMarks {
  #older: Plan | undefined;
  readonly view: StoreApi<MarksView> = createStore<MarksView>(() => ({ path: undefined, diff: undefined, live: new Map() }));

  showPath(path: LitPath | undefined): void {
    this.view.setState({ path });
  }

  /** Draws what the draft changed since an older plan, and keeps it true while the draft changes; undefined ends it. */
  compare(older: Plan | undefined, draft: Plan): void {
    this.#older = older;
    this.view.setState({ diff: older === undefined ? undefined : drawnDiffOf(older, draft) });
  }

  handlePlan(draft: Plan): void {
    if (this.#older !== undefined) this.compare(this.#older, draft);
  }

  showLive(counts: readonly { readonly nodeId: string; readonly count: number }[]): void {
    this.view.setState({ live: new Map(counts.map(({ nodeId, count }) => [nodeId, count])) });
  }
}
