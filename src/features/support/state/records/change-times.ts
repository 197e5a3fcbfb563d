import type { StillView } from '../camera-view.ts';
import type { LiveView } from '../live-view.ts';
import { recordKey, stillKey } from './kept-things.ts';

type Made = Pick<LiveView, 'stills' | 'drawings' | 'codes'>;
const nothing: Made = { stills: [], drawings: [], codes: [] };

/**
 * When each thing was changed last, by the clock of the log. It is the same on every page, also on one that is told of it later; so a page
 * that goes on knows of what another one kept whether it is the newest.
 */
export class ChangeTimes {
  #seen: Made = nothing;
  readonly #times = new Map<string, number>();
  readonly #dropped = new Set<string>();

  look(now: Made & Pick<LiveView, 'saidAt'>): void {
    const before = this.#seen;
    this.#seen = now;
    if (now.stills === before.stills && now.drawings === before.drawings && now.codes === before.codes) return;
    const gone = before.stills.filter(({ id }) => !now.stills.some((still) => still.id === id));
    for (const { id } of gone) this.#dropped.add(stillKey(id));
    for (const key of changedKeys(before, now, gone)) this.#times.set(key, Math.max(this.of(key), now.saidAt));
  }

  /** Milliseconds of the epoch; 0: nothing is known of it here. */
  of(key: string): number {
    return this.#times.get(key) ?? 0;
  }

  /** A still that was here, and that an expert threw away. */
  isDropped(key: string): boolean {
    return this.#dropped.has(key);
  }
}

function changedKeys(before: Made, now: Made, gone: readonly StillView[]): ReadonlySet<string> {
  const stills = before.stills === now.stills ? [] : now.stills.filter((still) => isWrittenAnew(still, before.stills));
  const isRecordNew = before.codes !== now.codes || stills.length + gone.length > 0;
  const drawn =
    before.drawings === now.drawings ? [] : [...without(before.drawings, now.drawings), ...without(now.drawings, before.drawings)];
  return new Set([
    ...stills.map(({ id }) => stillKey(id)),
    ...drawn.map(({ producerId }) => stillKey(producerId)),
    ...(isRecordNew ? [recordKey] : []),
  ]);
}

/** That its bytes came changes nothing. */
function isWrittenAnew(still: StillView, before: readonly StillView[]): boolean {
  const old = before.find(({ id }) => id === still.id);
  return old?.note !== still.note || old.isKept !== still.isKept;
}

function without<Item>(items: readonly Item[], others: readonly Item[]): readonly Item[] {
  const known = new Set(others);
  return items.filter((item) => !known.has(item));
}
