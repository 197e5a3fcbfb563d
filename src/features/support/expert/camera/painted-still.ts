import type { Drawing } from '../../state/live-view.ts';
import { paintDrawings } from './paint-drawings.ts';

/** A still with what was drawn on it, at its full size. @throws {Error} when it cannot be decoded */
export async function paintedStill(still: Blob, drawings: readonly Drawing[]): Promise<Blob> {
  const picture = await createImageBitmap(still);
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser paints no pictures');
  pen.drawImage(picture, 0, 0);
  picture.close();
  paintDrawings(pen, { width, height }, drawings);
  return canvas.convertToBlob({ type: still.type, quality: 0.95 });
}

/** With what was drawn on it; what this browser cannot decode as it is, so that another program can try. */
export function asShown(still: Blob, drawings: readonly Drawing[]): Promise<Blob> {
  return drawings.length > 0 ? paintedStill(still, drawings).catch(() => still) : Promise.resolve(still);
}
