import type { StillView } from '../camera-view.ts';
import type { LiveView } from '../live-view.ts';
import { recordKey, stillKey, type KeptThing } from './kept-things.ts';

type Made = Pick<LiveView, 'stills' | 'drawings' | 'codes' | 'chat'>;
const nothing: Made = { stills: [], drawings: [], codes: [], chat: [] };
const watched = ['stills', 'drawings', 'codes', 'chat'] as const;
const chatKey = 'chat';

/**
 * When each thing was changed last, by the clock of the log. It is the same on every page, also on one that is told of it later; so a page
 * that goes on knows of what another one kept whether it is the newest.
 */
export class ChangeTimes {
  #seen: Made = nothing;
  readonly #times = new Map<string, number>();
  readonly #heard = new Set<number>();
  readonly #dropped = new Set<string>();

  look(now: Made & Pick<LiveView, 'saidAt'>): void {
    const before = this.#seen;
    this.#seen = now;
    this.#heard.add(now.saidAt);
    if (watched.every((what) => now[what] === before[what])) return;
    const gone = before.stills.filter(({ id }) => !now.stills.some((still) => still.id === id));
    for (const { id } of gone) this.#dropped.add(stillKey(id));
    for (const key of changedKeys(before, now, gone)) this.#times.set(key, Math.max(this.of(key), now.saidAt));
  }

  /** Milliseconds of the epoch; 0: nothing is known of it here. */
  of(key: string): number {
    return this.#times.get(key) ?? 0;
  }

  /** As of when that is which is kept of it now. The last of a document has the chat in it, too. */
  asOf({ key, isLast }: Pick<KeptThing, 'key' | 'isLast'>): number {
    return isLast ? Math.max(this.of(recordKey), this.of(chatKey)) : this.of(key);
  }

  /** Whether this page heard what was said then. */
  knows(at: number): boolean {
    return this.#heard.has(at);
  }

  /** Whether any still was thrown away that was here. */
  get hasDropped(): boolean {
    return this.#dropped.size > 0;
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
    ...(before.chat === now.chat ? [] : [chatKey]),
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
