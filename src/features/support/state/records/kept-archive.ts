import type { Artefact } from '../../../../../protocol/support/records.ts';
import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { maxZipBytes, zipOf, ZipTooLarge, type ZipEntry } from '../../../../platform/zip/zip-file.ts';
import { cleanName } from '../file-names.ts';
import { RecordFailure } from './record-failure.ts';
import { blobOf } from './save-recording.ts';
import type { SessionRecords } from './session-records.ts';

export interface ArchiveParts {
  readonly records: Pick<SessionRecords, 'list' | 'openStill' | 'openRecording' | 'openNotes'>;
  /** What the server knows of the session. */
  readonly facts: () => Promise<SessionDetail>;
  readonly signal: AbortSignal;
  /** Hears the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** A file that was opened, and what `session.json` says of it. */
interface Opened extends ZipEntry {
  readonly said: { readonly name: string; readonly keptAt: string | null; readonly keptBy: string | null; readonly isWhole: boolean };
}

/**
 * Everything that is kept of a session, opened here, as one archive: `stills/`, `recordings/`, `notes.txt`, and `session.json` with the
 * session's figures, when its content goes, and what each file is. What does not open fails the whole: nothing is missing silently.
 * @throws {RecordFailure} also `too-large-together`; ApiFailure; the signal's reason
 */
export async function keptArchive(parts: ArchiveParts): Promise<Blob> {
  const { records, facts, signal, onProgress } = parts;
  const [files, session] = await Promise.all([records.list(signal), facts()]);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes >= maxZipBytes) throw new RecordFailure('too-large-together');
  // Each byte is opened once and read once more for the archive.
  const whole = Math.max(1, bytes * 2);
  const opened: Opened[] = [];
  let done = 0;
  for (const [at, file] of files.toSorted(byTime).entries()) {
    signal.throwIfAborted();
    const entry = await open(file, at + 1, { ...parts, onProgress: (share) => onProgress((done + share * file.bytes) / whole) });
    if (entry) opened.push(entry);
    done += file.bytes;
    onProgress(done / whole);
  }
  const notes = await openNotes(parts);
  if (notes) opened.push(notes);
  const entries: readonly ZipEntry[] = [...opened, sessionFile(session, opened)];
  try {
    return await zipOf(entries, { signal, onProgress: (read) => onProgress(Math.min(1, (done + read) / whole)) });
  } catch (failure) {
    throw failure instanceof ZipTooLarge ? new RecordFailure('too-large-together', { cause: failure }) : failure;
  }
}

function byTime(one: Artefact, other: Artefact): number {
  return one.createdAt.localeCompare(other.createdAt);
}

async function open(file: Artefact, number: number, { records, signal, onProgress }: ArchiveParts): Promise<Opened | undefined> {
  const numbered = String(number).padStart(3, '0');
  if (file.kind === 'still') {
    const { title, type, content } = await records.openStill(file, signal);
    const name = `stills/${cleanName(`${numbered} ${title}`.trim())}.${endingOf(type)}`;
    return entryOf(file, { name, content: new Blob([content], { type }), isWhole: true });
  }
  if (file.kind !== 'recording') return undefined;
  const recording = await records.openRecording(file, signal);
  const content = await blobOf(recording, onProgress);
  const name = `recordings/${numbered} ${file.createdAt.slice(0, 16).replaceAll(/[:T]/gu, '-')}.${endingOf(content.type)}`;
  return entryOf(file, { name, content, isWhole: recording.isWhole });
}

function entryOf(
  { createdAt, createdBy }: Artefact,
  { name, content, isWhole }: { readonly name: string; readonly content: Blob; readonly isWhole: boolean },
): Opened {
  return { name, content, at: new Date(createdAt), said: { name, keptAt: createdAt, keptBy: createdBy, isWhole } };
}

async function openNotes({ records, signal }: ArchiveParts): Promise<Opened | undefined> {
  const notes = await records.openNotes(signal);
  if (!notes) return undefined;
  const name = 'notes.txt';
  const at = notes.at === null ? new Date() : new Date(notes.at);
  return {
    name,
    content: new Blob([notes.text], { type: 'text/plain' }),
    at,
    said: { name, keptAt: notes.at, keptBy: null, isWhole: true },
  };
}

function sessionFile(session: SessionDetail, opened: readonly Opened[]): ZipEntry {
  const { id, kind, ownerName, customerName, people, createdAt, startedAt, endedAt, capabilities, outcome, rating, keeping } = session;
  const said = { id, kind, ownerName, customerName, people, createdAt, startedAt, endedAt, capabilities, outcome, rating };
  const text = JSON.stringify(
    { session: said, contentGoneAt: keeping.goneAt, rule: keeping.rule, isHeld: keeping.isHeld, files: opened.map((file) => file.said) },
    undefined,
    2,
  );
  return { name: 'session.json', content: new Blob([`${text}\n`], { type: 'application/json' }), at: new Date() };
}

/** `image/jpeg` is `jpeg`, `video/webm;codecs=vp8` is `webm`; what is none of ours is `bin`. */
function endingOf(type: string): string {
  const [, ending] = /^(?:image|video|audio)\/([a-z0-9]{2,5})(?:;|$)/u.exec(type) ?? [];
  return ending ?? 'bin';
}
