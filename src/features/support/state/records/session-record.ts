import { z } from 'zod';
import type { LiveView } from '../live-view.ts';
import { sinceKeptSchema } from './since-kept.ts';

const written = { at: z.number(), name: z.string() };
const recordCode = z.object({ ...written, format: z.string(), text: z.string(), stillId: z.string().optional() });
const recordStill = z.object({
  id: z.string(),
  /** Records of before have none: there a still's place was its number. */
  number: z.number().optional(),
  at: z.number(),
  kind: z.enum(['photo', 'frame']),
  width: z.number(),
  height: z.number(),
  note: z.string(),
  later: sinceKeptSchema.optional(),
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
    stills: stills.map(({ id, number, at, kind, width, height, note }) => ({ id, number, at, kind, width, height, note })),
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
      records.flatMap(({ stills }) => stills).map((still, _at, all) => completed(still, all)),
      ({ id }) => id,
    ),
  };
}

type RecordStill = SessionRecord['stills'][number];

/** With what another page wrote of it: its number, and what was drawn on it since its picture was kept, of which the newest counts. */
function completed(still: RecordStill, all: readonly RecordStill[]): RecordStill {
  const ofIt = all.filter(({ id }) => id === still.id);
  const [later] = ofIt.flatMap((one) => one.later ?? []).toSorted((one, other) => other.asOf - one.asOf);
  return { ...still, number: ofIt.find(({ number }) => number !== undefined)?.number, later };
}

export interface NumberedStill {
  readonly id: string;
  /** As it was told on the page that wrote it. */
  readonly number?: number | undefined;
}

/** Each one's number by its id: its own, unless one before it has that already. Others get the next ones after all of these. */
export function numbersOf(stills: readonly NumberedStill[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  for (const { id, number } of stills) {
    if (number === undefined || taken.has(number)) continue;
    numbers.set(id, number);
    taken.add(number);
  }
  let last = Math.max(0, ...taken);
  for (const { id } of stills) if (!numbers.has(id)) numbers.set(id, (last += 1));
  return numbers;
}

export function isEmpty({ chat, codes, stills }: SessionRecord): boolean {
  return chat.length + codes.length + stills.length === 0;
}

/** The same for people, as text files; those in which there would be nothing are left out. Stills have the numbers of their pictures. */
export function recordTexts(record: SessionRecord): readonly { readonly name: string; readonly text: string }[] {
  const { chat, codes, stills } = record;
  const moment = (at: number): string => new Date(at).toISOString();
  const numbers = numbersOf(stills);
  const place = (stillId: string | undefined): string => {
    const number = stillId === undefined ? undefined : numbers.get(stillId);
    return number === undefined ? '' : ` (still ${String(number)})`;
  };
  const files = [
    { name: 'chat.txt', lines: chat.map(({ at, name, text }) => `${moment(at)}  ${name}: ${text}`) },
    { name: 'codes.txt', lines: codes.map(({ at, format, text, stillId }) => `${moment(at)}  ${format}${place(stillId)}: ${text}`) },
    {
      name: 'stills.txt',
      lines: stills
        .map(({ id, at, width, height, note }) => ({ number: numbers.get(id) ?? 0, at, width, height, note }))
        .toSorted((one, other) => one.number - other.number)
        .map(({ number, at, width, height, note }) =>
          `${String(number)}  ${moment(at)}  ${String(width)} × ${String(height)}  ${note}`.trim(),
        ),
    },
  ];
  return files.flatMap(({ name, lines }) => (lines.length === 0 ? [] : [{ name, text: `${lines.join('\n')}\n` }]));
}
