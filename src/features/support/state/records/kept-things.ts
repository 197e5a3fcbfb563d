import type { Artefact } from '../../../../../protocol/support/records.ts';
import type { ReceiptFile } from '../../../../../seal/index.ts';
import type { LiveSession } from '../live-session.ts';
import type { Drawing, LiveView } from '../live-view.ts';
import { isEmpty, recordOf, type SessionRecord } from './session-record.ts';
import type { SinceKept } from './since-kept.ts';

interface Thing {
  /** As what the server lists it: nothing of its content. Of several with one name the newest counts. */
  readonly key: string;
  /** Differs when it has to be kept again. */
  readonly state: string;
  /** As it is at the end of the session. */
  readonly isLast: boolean;
}
export interface StillThing extends Thing {
  readonly kind: 'still';
  readonly number: number;
  readonly picture: Blob;
  readonly drawings: readonly Drawing[];
  readonly note: string;
}
export interface RecordThing extends Thing {
  readonly kind: 'transcript';
  readonly content: SessionRecord;
}
interface ReceiptThing extends Thing {
  readonly kind: 'receipt';
  readonly content: ReceiptFile;
}
export type KeptThing = StillThing | RecordThing | ReceiptThing;

const stillPrefix = 'still-';
/** Of what was written in a session. */
export const recordKey = 'record';

export function stillKey(id: string): string {
  return stillPrefix + id;
}

export function isStillKey(key: string): boolean {
  return key.startsWith(stillPrefix);
}

/** Which still it is a picture of; undefined: somebody kept it by hand. */
export function idOfStill({ name }: Pick<Artefact, 'name'>): string | undefined {
  return isStillKey(name) ? name.slice(stillPrefix.length) : undefined;
}

/**
 * What a page has that is to be kept now: stills and what was written beside them; after the end also the chat and the receipts.
 * @param isWrittenOf a record is kept that may say something of a still that is gone meanwhile
 */
export async function keptThings(session: Pick<LiveSession, 'getView' | 'receipts'>, isWrittenOf: boolean): Promise<readonly KeptThing[]> {
  const isOver = session.getView().link === 'ended';
  const receipts = isOver ? await session.receipts() : [];
  // As it is now, not as it was before somebody waited.
  const view = session.getView();
  return [...stillsOf(view), ...writtenOf(view, isOver, isWrittenOf), ...receipts.map(receiptThing)];
}

export function stillsOf({ stills, drawings }: Pick<LiveView, 'stills' | 'drawings'>): readonly StillThing[] {
  return stills.flatMap(({ id, number, blob, note, isKept }) => {
    if (!blob || isKept === false) return [];
    const drawn = drawings.filter(({ producerId }) => producerId === id);
    const as = { key: stillKey(id), state: JSON.stringify([note, drawn]), isLast: false };
    return [{ ...as, kind: 'still', number, picture: blob, drawings: drawn, note }];
  });
}

function writtenOf({ chat, codes, stills }: LiveView, isOver: boolean, isWrittenOf: boolean): readonly RecordThing[] {
  const content = recordOf({ chat: isOver ? chat : [], codes, stills: stills.filter(({ isKept }) => isKept !== false) });
  // Before the end stills speak for themselves.
  if (isOver ? isEmpty(content) : codes.length === 0 && !isWrittenOf) return [];
  return [recordThing(content, isOver)];
}

/**
 * What a page that goes has written, with what its kept pictures do not have; and, where that is too long, without what was drawn.
 * @param since what of a still its kept picture does not have
 */
export function leavingThings(view: LiveView, since: (still: StillThing) => SinceKept | undefined): readonly RecordThing[] {
  const { chat, codes, stills } = view;
  const content = recordOf({ chat, codes, stills: stills.filter(({ isKept }) => isKept !== false) });
  if (isEmpty(content)) return [];
  const laters = new Map(stillsOf(view).map((still) => [still.key, since(still)]));
  const withLater = (change: (later: SinceKept) => SinceKept): RecordThing => {
    const written = content.stills.map((still) => {
      const later = laters.get(stillKey(still.id));
      return later ? { ...still, later: change(later) } : still;
    });
    return recordThing({ ...content, stills: written }, true);
  };
  return [withLater((later) => later), withLater((later) => ({ ...later, drawings: [] }))];
}

function recordThing(content: SessionRecord, isLast: boolean): RecordThing {
  return { kind: 'transcript', key: recordKey, state: JSON.stringify(content), isLast, content };
}

function receiptThing(content: ReceiptFile, at: number): ReceiptThing {
  return { kind: 'receipt', key: `receipt-${String(at + 1)}`, state: String(content.entries.length), isLast: true, content };
}

/** What is kept already, newest first, by its name. */
export function keptByName(files: readonly Artefact[]): ReadonlyMap<string, readonly Artefact[]> {
  const found = new Map<string, Artefact[]>();
  for (const file of files.toSorted(newestFirst)) {
    const { kind, name } = file;
    if (kind === 'recording' || (kind === 'still' && !isStillKey(name))) continue;
    found.set(name, [...(found.get(name) ?? []), file]);
  }
  return found;
}

/** Without older versions of the same thing. Recordings, and stills that somebody kept by hand, have none. */
export function newestOnly(files: readonly Artefact[]): readonly Artefact[] {
  const newest = new Set([...keptByName(files).values()].map(([first]) => first?.id));
  return files.filter(({ id, kind, name }) => kind === 'recording' || (kind === 'still' && !isStillKey(name)) || newest.has(id));
}

function newestFirst(one: Artefact, other: Artefact): number {
  return other.createdAt.localeCompare(one.createdAt);
}
