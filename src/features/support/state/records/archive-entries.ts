import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import type { ZipEntry } from '../../../../platform/zip/zip-file.ts';
import { cleanName } from '../file-names.ts';
import { recordTexts, type SessionRecord } from './session-record.ts';

/** A file of an archive, and what `session.json` says of it. */
export interface ArchiveEntry extends ZipEntry {
  readonly said: { readonly name: string; readonly keptAt: string | null; readonly keptBy: string | null; readonly isWhole: boolean };
}

interface Origin {
  /** ISO 8601; null: it was never kept. */
  readonly keptAt: string | null;
  readonly keptBy: string | null;
}
const unkept: Origin = { keptAt: null, keptBy: null };
const longestTitle = 80;

export function entryOf(
  { name, content, isWhole = true }: { readonly name: string; readonly content: Blob; readonly isWhole?: boolean },
  { keptAt, keptBy }: Origin = unkept,
): ArchiveEntry {
  return { name, content, at: keptAt === null ? new Date() : new Date(keptAt), said: { name, keptAt, keptBy, isWhole } };
}

interface NamedStill {
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly picture: Blob;
}

/** `003 Pump.jpeg`, alone as in an archive. */
export function stillFileName({ number, title, picture }: NamedStill): string {
  return `${cleanName(`${numberText(number)} ${title.slice(0, longestTitle)}`.trim())}.${endingOf(picture.type)}`;
}

export function stillEntry(still: NamedStill, origin?: Origin): ArchiveEntry {
  return entryOf({ name: `stills/${stillFileName(still)}`, content: still.picture }, origin);
}

export function recordEntries(record: SessionRecord, origin?: Origin): readonly ArchiveEntry[] {
  return recordTexts(record).map(({ name, text }) => entryOf({ name, content: textBlob(text) }, origin));
}

/** @param at from 0 */
export function receiptEntry(text: string, at: number, origin?: Origin): ArchiveEntry {
  const name = `receipt${at > 0 ? `-${String(at + 1)}` : ''}.json`;
  return entryOf({ name, content: new Blob([text], { type: 'application/json' }) }, origin);
}

export function notesEntry(text: string, origin?: Origin): ArchiveEntry {
  return entryOf({ name: 'notes.txt', content: textBlob(text) }, origin);
}

/** The session's figures, when its content goes, and what each file is. */
export function sessionEntry(session: SessionDetail, files: readonly ArchiveEntry[]): ZipEntry {
  const { id, kind, ownerName, customerName, people, createdAt, startedAt, endedAt, capabilities, outcome, rating, keeping } = session;
  const said = { id, kind, ownerName, customerName, people, createdAt, startedAt, endedAt, capabilities, outcome, rating };
  const text = JSON.stringify(
    { session: said, contentGoneAt: keeping.goneAt, rule: keeping.rule, isHeld: keeping.isHeld, files: files.map((file) => file.said) },
    undefined,
    2,
  );
  return { name: 'session.json', content: new Blob([`${text}\n`], { type: 'application/json' }), at: new Date() };
}

export function numberText(number: number): string {
  return String(number).padStart(3, '0');
}

/** `image/jpeg` is `jpeg`, `video/webm;codecs=vp8` is `webm`; what is none of ours is `bin`. */
export function endingOf(type: string): string {
  const [, ending] = /^(?:image|video|audio)\/([a-z0-9]{2,5})(?:;|$)/u.exec(type) ?? [];
  return ending ?? 'bin';
}

function textBlob(text: string): Blob {
  return new Blob([text], { type: 'text/plain' });
}
