import type { Artefact } from '../../../../../protocol/support/records.ts';
import { idOfStill } from './kept-things.ts';
import { numbersOf, type NumberedStill, type SessionRecord } from './session-record.ts';

/** A picture that was opened. */
export interface KeptPicture {
  readonly file: Artefact;
  /** As it was sealed with it; of before there is none. */
  readonly number?: number | undefined;
}

/** In the order of the numbers that they have wherever they are named; of whom no page said one come last. */
export function numbered<Picture extends KeptPicture>(
  record: SessionRecord | undefined,
  pictures: readonly Picture[],
): readonly (Picture & { readonly number: number })[] {
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
