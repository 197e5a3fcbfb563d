import type { FileView } from './live-view.ts';

export const maxStills = 200;

export function nameOf(mime: string): string {
  return `still.${mime.slice(6)}`;
}

/** What came over whole, with the same hash on both sides. */
export function wholeOf(file: FileView | undefined): Blob | undefined {
  return file?.state === 'done' && file.isVerified === true ? file.blob : undefined;
}
