import type { Artefact } from '../../../../../protocol/support/records.ts';
import { dateOfId } from './dated-id.ts';
import { keptByName, type KeptThing } from './kept-things.ts';

/** What is known of a thing that is kept. */
export interface Kept {
  /** Newest first. */
  readonly artefactIds: readonly string[];
  /** Undefined: kept by another page, or by this one before it was loaded again. */
  readonly state: string | undefined;
  /** Of a picture that this page kept: which drawings are on it. */
  readonly drawn?: ReadonlySet<string> | undefined;
  /** Of the newest: as of when; by the clock of the log. */
  readonly asOf?: number | undefined;
}

/** What the server has, by name; `own` is what this page itself kept of it. */
export function learned(files: readonly Artefact[], own: ReadonlyMap<string, Kept>): ReadonlyMap<string, Kept> {
  return new Map(
    [...keptByName(files)].map(([key, versions]): [string, Kept] => {
      const [newest] = versions;
      const before = own.get(key);
      const mine = newest?.id === before?.artefactIds[0] ? before : undefined;
      return [
        key,
        {
          artefactIds: versions.map(({ id }) => id),
          state: mine?.state,
          drawn: mine?.drawn,
          asOf: newest && (dateOfId(newest.id) ?? Date.parse(newest.createdAt)),
        },
      ];
    }),
  );
}

/** @param changedAt when the thing was changed last, by the clock of the log */
export function isNewest({ state, asOf = 0 }: Kept, thing: KeptThing, changedAt: number): boolean {
  if (state !== undefined) return state === thing.state;
  // The last of a document has in it what never changed anything before: chat, and the end itself.
  return !thing.isLast && changedAt <= asOf;
}
