import type { Artefact } from '../../../../../protocol/support/records.ts';
import { dateOfId } from './dated-id.ts';
import { keptByName, type KeptThing } from './kept-things.ts';

/** What is known of a thing that is kept. */
export interface Kept {
  /** Newest first. */
  readonly artefactIds: readonly string[];
  /** Undefined: kept by another page, or by this one before it was loaded again. */
  readonly state: string | undefined;
  /** Of the newest: as of when; by the clock of the log. */
  readonly asOf?: number | undefined;
}

/** What the server has, by name; `before` is what this page itself kept of it. */
export function learned(files: readonly Artefact[], before: ReadonlyMap<string, Kept>): ReadonlyMap<string, Kept> {
  return new Map(
    [...keptByName(files)].map(([key, versions]): [string, Kept] => {
      const [newest] = versions;
      const known = before.get(key);
      return [
        key,
        {
          artefactIds: versions.map(({ id }) => id),
          state: newest?.id === known?.artefactIds[0] ? known?.state : undefined,
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
