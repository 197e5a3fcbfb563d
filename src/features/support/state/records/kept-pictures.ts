import type { Artefact } from '../../../../../protocol/support/records.ts';
import type { Drawing } from '../live-view.ts';
import { idOfStill } from './kept-things.ts';
import { numbersOf, type NumberedStill, type SessionRecord } from './session-record.ts';
import { newerThan } from './since-kept.ts';

/** A picture that was opened. */
export interface KeptPicture {
  readonly file: Artefact;
  /** As it was sealed with it; of before there is none. */
  readonly number?: number | undefined;
  readonly title: string;
  readonly picture: Blob;
}
export type NumberedPicture = KeptPicture & { readonly number: number };

/** A still with what was drawn on it. */
export type PaintStill = (still: Blob, drawings: readonly Drawing[]) => Promise<Blob>;

/** In the order of the numbers that they have wherever they are named; of whom no page said one come last. */
export function numbered(record: SessionRecord | undefined, pictures: readonly KeptPicture[]): readonly NumberedPicture[] {
  const written = record?.stills ?? [];
  const unwritten = pictures.flatMap(({ file, number }): NumberedStill[] => {
    const id = idOfStill(file);
    return id === undefined || written.some((still) => still.id === id) ? [] : [{ id, number }];
  });
  const numbers = numbersOf([...written, ...unwritten]);
  let last = Math.max(0, ...numbers.values(), ...pictures.map(({ number = 0 }) => number));
  return pictures
    .map((picture) => ({ ...picture, number: numbers.get(idOfStill(picture.file) ?? '') ?? picture.number ?? (last += 1) }))
    .toSorted((one, other) => one.number - other.number);
}

/** With note and drawings of after it was kept, where a page went before it could keep it anew. */
export async function asOfLast<Picture extends KeptPicture>(
  kept: Picture,
  record: SessionRecord | undefined,
  paint: PaintStill,
): Promise<Picture> {
  const still = record?.stills.find(({ id }) => id === idOfStill(kept.file));
  const newer = newerThan(kept.file, still?.later);
  return newer ? { ...kept, title: newer.note, picture: await paint(kept.picture, newer.drawings) } : kept;
}
