import { latePart } from '../late-part.tsx';

/** What experts draw on a picture of this computer; nobody can before there is one. */
export const lateMarks = latePart(async () => (await import('./picture-marks.tsx')).PictureMarks);
