import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Finding } from '../../../../protocol/dialplan/node-kind.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';

export interface FindingsView {
  /** Errors first. */
  readonly all: readonly Finding[];
  readonly byNode: ReadonlyMap<string, readonly Finding[]>;
  /** The plan that they are about; another one is being looked at while it differs from the draft. */
  readonly plan: Plan | undefined;
}

export interface FindingsStoreOptions {
  readonly check: (plan: Plan) => readonly Finding[];
  /** Runs `task` when the page has time, at the latest soon; the returned function stops it. */
  readonly whenIdle: (task: () => void) => () => void;
}

/** What the linter says of the draft, looked at anew when nobody is waiting for the page. */
export class FindingsStore {
  readonly view: StoreApi<FindingsView> = createStore<FindingsView>(() => ({ all: [], byNode: new Map(), plan: undefined }));
  #options: FindingsStoreOptions;
  #plan: Plan | undefined;
  #stop: () => void = () => undefined;

  constructor(options: FindingsStoreOptions) {
    this.#options = options;
  }

  handlePlan(plan: Plan): void {
    this.#plan = plan;
    this.#stop();
    this.#stop = this.#options.whenIdle(() => this.#look());
  }

  /** The tenant's things changed: what was chosen may be gone, what was missing may be there. */
  handleWorld(check: FindingsStoreOptions['check']): void {
    this.#options = { ...this.#options, check };
    if (this.#plan !== undefined) this.handlePlan(this.#plan);
  }

  close(): void {
    this.#stop();
  }

  #look(): void {
    const plan = this.#plan;
    if (plan === undefined) return;
    const found = this.#options.check(plan);
    const all = [...found.filter(({ severity }) => severity === 'error'), ...found.filter(({ severity }) => severity !== 'error')];
    this.view.setState({ all, byNode: byNodeOf(all, this.view.getState().byNode), plan });
  }
}

/** By node; a node's list stays the same value while it says the same, so that its card is not drawn again. */
function byNodeOf(all: readonly Finding[], before: FindingsView['byNode']): FindingsView['byNode'] {
  const lists = new Map<string, Finding[]>();
  for (const finding of all) {
    if (finding.planNodeId === undefined) continue;
    const list = lists.get(finding.planNodeId);
    if (list === undefined) lists.set(finding.planNodeId, [finding]);
    else list.push(finding);
  }
  return new Map(
    [...lists].map(([id, list]) => {
      const known = before.get(id);
      return [id, known !== undefined && JSON.stringify(known) === JSON.stringify(list) ? known : list];
    }),
  );
}
