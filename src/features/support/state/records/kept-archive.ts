import type { Artefact } from '../../../../../protocol/support/records.ts';
import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { maxZipBytes, zipOf, ZipTooLarge } from '../../../../platform/zip/zip-file.ts';
import { freeName } from '../../../../platform/zip/free-name.ts';
import {
  endingOf,
  entryOf,
  notesEntry,
  numberText,
  receiptEntry,
  recordEntries,
  sessionEntry,
  stillEntry,
  type ArchiveEntry,
} from './archive-entries.ts';
import { newestOnly } from './kept-things.ts';
import { RecordFailure } from './record-failure.ts';
import { blobOf } from './save-recording.ts';
import { together, type SessionRecord } from './session-record.ts';
import type { SessionRecords } from './session-records.ts';
import { asOfLast, numbered, type KeptPicture, type PaintStill } from './kept-pictures.ts';

export interface ArchiveParts {
  readonly records: Pick<SessionRecords, 'list' | 'openStill' | 'openRecording' | 'openNotes' | 'openRecord' | 'openReceipt'>;
  /** A still with what was drawn on it. */
  readonly paint: PaintStill;
  /** What the server knows of the session. */
  readonly facts: () => Promise<SessionDetail>;
  readonly signal: AbortSignal;
  /** Hears the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Everything that is kept of a session, opened here, as one archive: `stills/`, `recordings/`, what was written, receipts, `notes.txt`, and
 * `session.json` with the session's figures, when its content goes, and what each file is. What does not open fails the whole: nothing is
 * missing silently. @throws {RecordFailure} also `too-large-together`; ApiFailure; the signal's reason
 */
export async function keptArchive(parts: ArchiveParts): Promise<Blob> {
  const { records, paint, facts, signal, onProgress } = parts;
  const [listed, session] = await Promise.all([records.list(signal), facts()]);
  const files = newestOnly(listed);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes >= maxZipBytes) throw new RecordFailure('too-large-together');
  // Each byte is opened once and read once more for the archive.
  const whole = Math.max(1, bytes * 2);
  const entries: ArchiveEntry[] = [];
  let done = 0;
  const take = async (file: Artefact, open: (onShare: (share: number) => void) => Promise<readonly ArchiveEntry[]>): Promise<void> => {
    signal.throwIfAborted();
    entries.push(...(await open((share) => onProgress((done + share * file.bytes) / whole))));
    done += file.bytes;
    onProgress(done / whole);
  };
  const ofKind = (kind: Artefact['kind']): readonly Artefact[] => files.filter((file) => file.kind === kind).toSorted(byTime);
  const opened: SessionRecord[] = [];
  const transcripts = ofKind('transcript');
  for (const file of transcripts)
    await take(file, async () => {
      opened.push(await records.openRecord(file, signal));
      return [];
    });
  const record = together(opened);
  const pictures: KeptPicture[] = [];
  for (const file of ofKind('still'))
    await take(file, async () => {
      pictures.push(await openedStill(parts, file));
      return [];
    });
  const stills = numbered(record, pictures);
  const names = new Set<string>();
  for (const still of stills) {
    const entry = stillEntry(await asOfLast(still, record, paint), originOf(still.file));
    const name = freeName(entry.name, names);
    entries.push({ ...entry, name, said: { ...entry.said, name } });
  }
  const last = stills.at(-1)?.number ?? 0;
  for (const [at, file] of ofKind('recording').entries())
    await take(file, async (onShare) => [await openedRecording(parts, file, { number: last + at + 1, onShare })]);
  for (const [at, file] of ofKind('receipt').toSorted(byName).entries())
    await take(file, async () => [receiptEntry(await records.openReceipt(file, signal), at, originOf(file))]);
  const newest = transcripts.at(-1);
  if (record && newest) entries.push(...recordEntries(record, originOf(newest)));
  const notes = await records.openNotes(signal);
  if (notes) entries.push(notesEntry(notes.text, { keptAt: notes.at, keptBy: null }));
  try {
    return await zipOf([...entries, sessionEntry(session, entries)], {
      signal,
      onProgress: (read) => onProgress(Math.min(1, (done + read) / whole)),
    });
  } catch (failure) {
    throw failure instanceof ZipTooLarge ? new RecordFailure('too-large-together', { cause: failure }) : failure;
  }
}

function byTime(one: Artefact, other: Artefact): number {
  return one.createdAt.localeCompare(other.createdAt);
}

/** `receipt-2` before `receipt-10`. */
function byName(one: Artefact, other: Artefact): number {
  return one.name.localeCompare(other.name, 'en', { numeric: true });
}

async function openedStill({ records, signal }: ArchiveParts, file: Artefact): Promise<KeptPicture> {
  const { title, number, type, content } = await records.openStill(file, signal);
  return { file, number, title, picture: new Blob([content], { type }) };
}

async function openedRecording(
  { records, signal }: ArchiveParts,
  file: Artefact,
  { number, onShare }: { readonly number: number; readonly onShare: (share: number) => void },
): Promise<ArchiveEntry> {
  const recording = await records.openRecording(file, signal);
  const content = await blobOf(recording, onShare);
  const name = `recordings/${numberText(number)} ${file.createdAt.slice(0, 16).replaceAll(/[:T]/gu, '-')}.${endingOf(content.type)}`;
  return entryOf({ name, content, isWhole: recording.isWhole }, originOf(file));
}

function originOf({ createdAt, createdBy }: Artefact): { readonly keptAt: string; readonly keptBy: string } {
  return { keptAt: createdAt, keptBy: createdBy };
}
