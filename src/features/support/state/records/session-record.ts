import { z } from 'zod';
import type { LiveView } from '../live-view.ts';

const written = { at: z.number(), name: z.string() };
const recordCode = z.object({ ...written, format: z.string(), text: z.string(), stillId: z.string().optional() });
const recordStill = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(['photo', 'frame']),
  width: z.number(),
  height: z.number(),
  note: z.string(),
});

/** What was written in a session, as one document: chat, codes, and what stands beside each still. Times in milliseconds of the epoch. */
export const sessionRecordSchema = z.object({
  format: z.literal('deskline session record'),
  version: z.literal(1),
  chat: z.array(z.object({ ...written, text: z.string() })),
  codes: z.array(recordCode),
  stills: z.array(recordStill),
});
export type SessionRecord = z.infer<typeof sessionRecordSchema>;

export function recordOf({ chat, codes, stills }: Pick<LiveView, 'chat' | 'codes' | 'stills'>): SessionRecord {
  return {
    format: 'deskline session record',
    version: 1,
    chat: chat.map(({ at, name, text }) => ({ at, name, text })),
    codes: codes.map(({ at, name, format, text, stillId }) => ({ at, name, format, text, ...(stillId === undefined ? {} : { stillId }) })),
    stills: stills.map(({ id, at, kind, width, height, note }) => ({ id, at, kind, width, height, note })),
  };
}

/** Of several pages, none of which heard all of it: each line once, in its time; of a still what is said last. */
export function together(records: readonly SessionRecord[]): SessionRecord | undefined {
  const [first] = records;
  if (first === undefined || records.length === 1) return first;
  const lines = <Line extends { readonly at: number }>(all: readonly Line[], keyOf: (line: Line) => string): Line[] =>
    [...new Map(all.map((line) => [keyOf(line), line])).values()].toSorted((one, other) => one.at - other.at);
  return {
    ...first,
    chat: lines(
      records.flatMap(({ chat }) => chat),
      (line) => JSON.stringify(line),
    ),
    codes: lines(
      records.flatMap(({ codes }) => codes),
      (code) => JSON.stringify(code),
    ),
    stills: lines(
      records.flatMap(({ stills }) => stills),
      ({ id }) => id,
    ),
  };
}

/** A still's number wherever it is named, from 1; undefined: nothing is written of it. */
export function stillNumber({ stills }: Pick<SessionRecord, 'stills'>, stillId: string): number | undefined {
  const at = stills.findIndex(({ id }) => id === stillId);
  return at < 0 ? undefined : at + 1;
}

export function isEmpty({ chat, codes, stills }: SessionRecord): boolean {
  return chat.length + codes.length + stills.length === 0;
}

/** The same for people, as text files; those in which there would be nothing are left out. Stills have the numbers of their pictures. */
export function recordTexts(record: SessionRecord): readonly { readonly name: string; readonly text: string }[] {
  const { chat, codes, stills } = record;
  const moment = (at: number): string => new Date(at).toISOString();
  const place = (stillId: string | undefined): string => {
    const number = stillId === undefined ? undefined : stillNumber(record, stillId);
    return number === undefined ? '' : ` (still ${String(number)})`;
  };
  const files = [
    { name: 'chat.txt', lines: chat.map(({ at, name, text }) => `${moment(at)}  ${name}: ${text}`) },
    { name: 'codes.txt', lines: codes.map(({ at, format, text, stillId }) => `${moment(at)}  ${format}${place(stillId)}: ${text}`) },
    {
      name: 'stills.txt',
      lines: stills.map(({ id, at, width, height, note }) =>
        `${String(stillNumber(record, id))}  ${moment(at)}  ${String(width)} × ${String(height)}  ${note}`.trim(),
      ),
    },
  ];
  return files.flatMap(({ name, lines }) => (lines.length === 0 ? [] : [{ name, text: `${lines.join('\n')}\n` }]));
}
