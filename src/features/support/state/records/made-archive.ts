import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { zipOf } from '../../../../platform/zip/zip-file.ts';
import type { LiveSession } from '../live-session.ts';
import type { Drawing } from '../live-view.ts';
import { notesEntry, receiptEntry, recordEntries, sessionEntry, stillEntry, type ArchiveEntry } from './archive-entries.ts';
import { recordOf } from './session-record.ts';

export interface MadeParts {
  readonly session: Pick<LiveSession, 'getView' | 'receipts'>;
  /** A still with what was drawn on it. */
  readonly paint: (still: Blob, drawings: readonly Drawing[]) => Promise<Blob>;
  /** On the session; empty when nobody wrote any. */
  readonly notes: string;
  /** What the server knows of the session; undefined when it does not say. */
  readonly facts: SessionDetail | undefined;
  readonly signal: AbortSignal;
}

/** What this page has of a session, as one archive, laid out as `keptArchive` does: it is there also where nothing is kept. */
export async function madeArchive({ session, paint, notes, facts, signal }: MadeParts): Promise<Blob> {
  const view = session.getView();
  const stills = view.stills.filter(({ blob }) => blob);
  const entries: ArchiveEntry[] = [];
  for (const { id, number, note, blob } of stills) {
    signal.throwIfAborted();
    if (!blob) continue;
    const drawn = view.drawings.filter(({ producerId }) => producerId === id);
    entries.push(stillEntry({ number, title: note, picture: await paint(blob, drawn) }));
  }
  entries.push(...recordEntries(recordOf({ ...view, stills })));
  for (const [at, receipt] of (await session.receipts()).entries()) entries.push(receiptEntry(JSON.stringify(receipt), at));
  if (notes !== '') entries.push(notesEntry(notes));
  return zipOf([...entries, ...(facts ? [sessionEntry(facts, entries)] : [])], { signal });
}
