import type { EventOf } from './live-context.ts';
import type { FileView } from './live-view.ts';

/** A picture that the customer's page took of its camera, or an expert's page of a screen. */
export interface TakenStill {
  readonly blob: Blob;
  readonly mime: EventOf<'still'>['mime'];
  readonly kind: 'photo' | 'frame';
  readonly width: number;
  readonly height: number;
  /** An expert's page did. */
  readonly takenBy?: EventOf<'still'>['takenBy'];
}

export const maxStills = 200;

export function nameOf(mime: string): string {
  return `still.${mime.slice(6)}`;
}

export function fileOf(blob: Blob, mime: TakenStill['mime']): File {
  return new File([blob], nameOf(mime), { type: mime });
}

/** What came over whole, with the same hash on both sides. */
export function wholeOf(file: FileView | undefined): Blob | undefined {
  return file?.state === 'done' && file.isVerified === true ? file.blob : undefined;
}
