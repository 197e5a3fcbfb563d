import { frameOf } from '../../customer/camera/take-still.ts';
import type { TakenStill } from '../../state/still-parts.ts';

/** Letters are sharp in a PNG; one that is larger than this is a photograph. */
const maxPngBytes = 4 * 1024 * 1024;

/** What is shown of a screen, at its full size: the frame that a frozen one stands at, else the newest. @throws {Error} when none comes */
export async function takeStill(track: MediaStreamTrack, shown: HTMLVideoElement | null): Promise<TakenStill> {
  const frame = shown && shown.videoWidth > 0 ? await createImageBitmap(shown) : await frameOf(track);
  const { width, height } = frame;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(frame, 0, 0);
  frame.close();
  const png = await canvas.convertToBlob({ type: 'image/png' });
  if (png.size <= maxPngBytes) return { blob: png, mime: 'image/png', kind: 'frame', width, height };
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  return { blob, mime: 'image/jpeg', kind: 'frame', width, height };
}
