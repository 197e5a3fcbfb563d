import type { SessionNotes } from '../../../../../protocol/support/records.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { markOf, type Draft, type DraftPlace } from './note-draft.ts';

export interface NotesServer {
  readonly read: (signal: AbortSignal) => Promise<SessionNotes>;
  readonly write: (notes: Pick<Draft, 'sealed' | 'version'>, how?: { readonly isLast: boolean }) => Promise<SessionNotes>;
}

export interface Brought {
  readonly found: SessionNotes;
  /** What somebody else wrote meanwhile stands in its place, and the draft stays. */
  readonly isInTheWay: boolean;
}

/** Sends what a page that is gone had written and not sent, or of which it had no answer. Throws ApiFailure. */
export async function bringDraft(draft: Draft, server: NotesServer, place: DraftPlace, signal: AbortSignal): Promise<Brought> {
  const { sealed, version, sent } = draft;
  const kept = (found: SessionNotes): Brought => {
    place.forget();
    return { found, isInTheWay: false };
  };
  try {
    return kept(await server.write({ sealed, version }));
  } catch (failure) {
    if (!(failure instanceof ApiFailure)) throw failure;
    if (failure.code === 'content-gone' || failure.code === 'not-found') place.forget();
    if (failure.code !== 'changed-meanwhile') throw failure;
  }
  const found = await server.read(signal);
  const mark = markOf(found.sealed);
  if (mark === markOf(sealed)) return kept(found);
  if (sent !== '' && mark === sent) return kept(await server.write({ sealed, version: found.version }));
  return { found, isInTheWay: true };
}
