import { latePart } from '../late-part.tsx';

/** What experts draw on a picture of this computer; nobody can before there is one. */
export const lateMarks = latePart(async () => (await import('./picture-marks.tsx')).PictureMarks);

// In the same file of the page: where areas are drawn that nobody is to see.
export const lateMaskPad = latePart(async () => (await import('./mask-drawing.tsx')).MaskPad);
export const lateMaskButtons = latePart(async () => (await import('./mask-drawing.tsx')).MaskButtons);
