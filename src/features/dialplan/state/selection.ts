import { createStore, type StoreApi } from 'zustand/vanilla';

/** A place on the canvas: a node, entry or note, or one of its exits. */
export interface Spot {
  readonly id: string;
  readonly exit?: string | undefined;
}

export interface SelectionView {
  /** What a command (delete, copy, move) is about: ids of nodes, entries and notes. */
  readonly ids: ReadonlySet<string>;
  /** Where the keyboard is; the inspector shows this one. */
  readonly spot: Spot | undefined;
}

const nothing: SelectionView = { ids: new Set(), spot: undefined };

/** What is selected on the canvas and where the keyboard is. */
export class Selection {
  readonly view: StoreApi<SelectionView> = createStore<SelectionView>(() => nothing);

  /** Goes to a place and selects just it. */
  goTo(spot: Spot): void {
    this.view.setState({ ids: new Set([spot.id]), spot });
  }

  /** Selects these and nothing else; the last one is where the keyboard is. */
  select(ids: readonly string[]): void {
    const last = ids.at(-1);
    const { spot } = this.view.getState();
    const stays = spot !== undefined && ids.includes(spot.id);
    this.view.setState({ ids: new Set(ids), spot: stays ? spot : last === undefined ? undefined : { id: last } });
  }

  /** Adds one to what is selected, or takes it out. */
  toggle(id: string): void {
    const ids = new Set(this.view.getState().ids);
    if (!ids.delete(id)) ids.add(id);
    this.view.setState({ ids, spot: { id } });
  }

  clear(): void {
    this.view.setState(nothing);
  }

  /** Forgets what is no longer there. */
  keepOnly(isThere: (id: string) => boolean): void {
    const { ids, spot } = this.view.getState();
    const left = [...ids].filter(isThere);
    const isSpotThere = spot !== undefined && isThere(spot.id);
    if (left.length === ids.size && (spot === undefined || isSpotThere)) return;
    this.view.setState({ ids: new Set(left), spot: isSpotThere ? spot : undefined });
  }
}
