import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Part } from './plan-parts.ts';

export type Change = 'added' | 'removed' | 'changed' | 'moved';

/** The way of a call, simulated or real, as it is drawn. */
export interface LitPath {
  /** Where the call was, with the numbers of its steps. */
  readonly visits: ReadonlyMap<string, readonly number[]>;
  /** Lines that it took, by `<from> <exit>`. */
  readonly edges: ReadonlySet<string>;
  /** Where it is now. */
  readonly at: string | undefined;
}

/** What two versions differ in, as it is drawn. */
export interface DrawnDiff {
  readonly changes: ReadonlyMap<string, Change>;
  readonly edges: ReadonlyMap<string, 'added' | 'removed'>;
  /** Parts that the draft no longer has; drawn where they were. */
  readonly ghosts: readonly Part[];
  readonly ghostEdges: readonly { readonly from: string; readonly exit: string; readonly to: string }[];
}

export interface MarksView {
  readonly path: LitPath | undefined;
  readonly diff: DrawnDiff | undefined;
  /** Calls that are in a node now. */
  readonly live: ReadonlyMap<string, number>;
}

/** What is drawn over the plan without being part of it. */
export class CanvasMarks {
  readonly view: StoreApi<MarksView> = createStore<MarksView>(() => ({ path: undefined, diff: undefined, live: new Map() }));

  showPath(path: LitPath | undefined): void {
    this.view.setState({ path });
  }

  showDiff(diff: DrawnDiff | undefined): void {
    this.view.setState({ diff });
  }

  showLive(counts: readonly { readonly nodeId: string; readonly count: number }[]): void {
    this.view.setState({ live: new Map(counts.map(({ nodeId, count }) => [nodeId, count])) });
  }
}
