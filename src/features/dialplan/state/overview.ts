import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Position } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { partsOf, sizeOf, type Part } from './plan-parts.ts';
import type { SelectionView } from './selection.ts';

/** Plans with more parts are one picture when they are seen from afar. */
export const overviewFrom = 120;

export interface OverviewView {
  /** The plan is a picture; only what is pointed at, selected or held is made of elements. */
  readonly isOn: boolean;
  /** What the pointer is on. */
  readonly pointed: string | undefined;
  /** What is being dragged: the picture leaves it out. */
  readonly held: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** Looking at a large plan from afar. */
export class Overview {
  readonly view: StoreApi<OverviewView> = createStore<OverviewView>(() => ({ isOn: false, pointed: undefined, held: none }));

  handleLevel(isFar: boolean, plan: Plan): void {
    const isOn = isFar && partsOf(plan).parts.size > overviewFrom;
    if (isOn !== this.view.getState().isOn) this.view.setState({ isOn, pointed: undefined });
  }

  point(id: string | undefined): void {
    const { isOn, pointed, held } = this.view.getState();
    if (isOn && held.size === 0 && pointed !== id) this.view.setState({ pointed: id });
  }

  hold(ids: readonly string[]): void {
    this.view.setState({ held: ids.length === 0 ? none : new Set(ids) });
  }
}

/** What is made of elements; undefined: everything. */
export function shownIn({ isOn, pointed }: OverviewView, { ids, spot }: SelectionView): ReadonlySet<string> | undefined {
  if (!isOn) return undefined;
  const shown = new Set(ids);
  if (pointed !== undefined) shown.add(pointed);
  if (spot !== undefined) shown.add(spot.id);
  return shown;
}

/** What lies at a place of the canvas; the last drawn is on top. */
export function partAt(plan: Plan, { x, y }: Position): Part | undefined {
  let found: Part | undefined;
  for (const part of partsOf(plan).parts.values()) {
    const { width, height } = sizeOf(part);
    const { position } = part;
    if (x >= position.x && y >= position.y && x <= position.x + width && y <= position.y + height) found = part;
  }
  return found;
}

/** What lies wholly between two corners. */
export function partsBetween(plan: Plan, one: Position, other: Position): readonly string[] {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  const isIn = (part: Part): boolean => {
    const { width, height } = sizeOf(part);
    const { x, y } = part.position;
    return x >= left && y >= top && x + width <= right && y + height <= bottom;
  };
  return [...partsOf(plan).parts.values()].filter(isIn).map(({ id }) => id);
}
