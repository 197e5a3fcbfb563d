import type { Bytes } from '../../../../../seal/index.ts';
import type { LiveView } from '../live-view.ts';
import type { ChangeTimes } from './change-times.ts';
import { datedId } from './dated-id.ts';
import { isNewest, type Kept } from './kept-before.ts';
import { leavingThings, type RecordThing, type StillThing } from './kept-things.ts';
import { lastLength } from './records-api.ts';
import type { SealedTo } from './sealed-once.ts';
import type { SessionRecords } from './session-records.ts';
import { sinceKept, type SinceKept } from './since-kept.ts';

export interface LeavingRecordParts {
  readonly getView: () => LiveView;
  /** What is kept, by name. */
  readonly kept: () => ReadonlyMap<string, Kept>;
  readonly changes: Pick<ChangeTimes, 'of' | 'asOf'>;
  /** As what it is listed. */
  readonly nameOf: (thing: RecordThing) => string;
  readonly records: Pick<SessionRecords, 'sealRecord' | 'keepLast'>;
  /** To whom it is sealed; undefined: this page keeps nothing. */
  readonly recipient: () => SealedTo | undefined;
}

interface Ready {
  readonly thing: RecordThing;
  readonly sealed: Bytes;
}

/**
 * What a page leaves that goes: a record with chat, and with what was drawn on stills since their pictures were kept. In its last breath nothing
 * that takes time is done any more and browsers take 64 KiB: so it is sealed ahead, and has no pictures.
 */
export class LeavingRecord {
  readonly #parts: LeavingRecordParts;
  /** As it was sealed last; undefined: there is nothing, or it is too long. */
  #ready: Ready | undefined;
  #isSealing = false;
  #hasChanged = false;

  constructor(parts: LeavingRecordParts) {
    this.#parts = parts;
  }

  /** It is sealed anew; one after the other, and of changes that come meanwhile the last. */
  handleChanged(): void {
    this.#hasChanged = true;
    if (!this.#isSealing) void this.#sealAll();
  }

  /** Sends it, now. @returns what is kept then; undefined: nothing had to be sent. Rejects with ApiFailure */
  leave(): Promise<{ readonly name: string; readonly kept: Kept }> | undefined {
    if (!this.#ready) return undefined;
    const { thing, sealed } = this.#ready;
    const { changes, nameOf, records } = this.#parts;
    const name = nameOf(thing);
    const before = this.#parts.kept().get(name);
    const asOf = changes.asOf(thing);
    if (before && isKept(thing, before, asOf)) return undefined;
    const id = datedId(asOf);
    const kept = { artefactIds: [id, ...(before?.artefactIds ?? [])], state: thing.state };
    return records.keepLast(sealed, { id, name }).then(() => ({ name, kept }));
  }

  async #sealAll(): Promise<void> {
    this.#isSealing = true;
    while (this.#hasChanged) {
      this.#hasChanged = false;
      // What cannot be sealed is not left; the keeper says by itself what it cannot keep.
      this.#ready = await this.#sealed().catch(() => undefined);
    }
    this.#isSealing = false;
  }

  async #sealed(): Promise<Ready | undefined> {
    const to = this.#parts.recipient();
    if (!to) return undefined;
    for (const thing of leavingThings(this.#parts.getView(), (still) => this.#sinceKept(still))) {
      const sealed = await this.#parts.records.sealRecord(thing.content, to);
      if (sealed.length <= lastLength) return { thing, sealed };
    }
    return undefined;
  }

  /** What of a still its kept picture does not have; undefined: nothing, or no picture is kept. */
  #sinceKept(still: StillThing): SinceKept | undefined {
    const kept = this.#parts.kept().get(still.key);
    const changedAt = this.#parts.changes.of(still.key);
    if (!kept || isNewest(kept, still, changedAt)) return undefined;
    const drawings = still.drawings.filter(({ id }) => kept.drawn?.has(id) !== true);
    return sinceKept(still, drawings, changedAt);
  }
}

/** What another page kept does not say whether it has the chat in it, and has not what is to be painted. */
function isKept({ state, content: { chat, stills } }: RecordThing, before: Kept, asOf: number): boolean {
  if (before.state !== undefined) return before.state === state;
  return chat.length === 0 && stills.every(({ later }) => !later) && asOf <= (before.asOf ?? 0);
}
