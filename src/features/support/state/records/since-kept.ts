import { z } from 'zod';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import type { StillView } from '../camera-view.ts';
import type { Drawing } from '../live-view.ts';
import { dateOfId } from './dated-id.ts';

const drawing = z.object({
  id: z.string(),
  colour: z.number(),
  tool: z.enum(['pen', 'highlight', 'arrow', 'box', 'ellipse', 'text', 'step']),
  points: z.array(z.tuple([z.number(), z.number()])),
  text: z.string().optional(),
  number: z.number().optional(),
});

/** What was drawn on a still, and its note, since its picture was kept: written by a page that went before it could keep the picture anew. */
export const sinceKeptSchema = z.object({
  /** When it was changed last, by the clock of the log. */
  asOf: z.number(),
  note: z.string(),
  drawings: z.array(drawing),
});
export type SinceKept = z.infer<typeof sinceKeptSchema>;

/** A ten-thousandth of a picture is less than a pixel of most. */
const shares = 10_000;
const rounded = (share: number): number => Math.round(share * shares) / shares;

export function sinceKept({ note }: Pick<StillView, 'note'>, drawings: readonly Drawing[], asOf: number): SinceKept {
  const drawn = drawings.map(({ id, colour, tool, points, text, number }) => {
    const places = points.map(([x, y]): [number, number] => [rounded(x), rounded(y)]);
    return { id, colour, tool, points: places, text, number };
  });
  return { asOf, note, drawings: drawn };
}

/** What is to be shown of it on a picture that is opened; undefined where that is as new. */
export function newerThan(
  { id, name, createdAt }: Pick<Artefact, 'id' | 'name' | 'createdAt'>,
  later: SinceKept | undefined,
): { readonly note: string; readonly drawings: readonly Drawing[] } | undefined {
  if (!later || later.asOf <= (dateOfId(id) ?? Date.parse(createdAt))) return undefined;
  return { note: later.note, drawings: later.drawings.map((drawn) => ({ ...drawn, producerId: name, seatId: '' })) };
}
