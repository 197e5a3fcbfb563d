import { workSizeOf } from './gray.ts';

/** With it a scene fits into one sealed event. */
const maxBytes = 17_000;
const qualities = [0.75, 0.5, 0.25] as const;

/**
 * What the element shows at this moment, small: what is drawn next is drawn on this. It is taken before the promise.
 * @returns a JPEG; undefined when there is no picture, or none that is small enough
 */
export function takeScene(video: HTMLVideoElement): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (video.videoWidth === 0) return Promise.resolve(undefined);
  const { width, height } = workSizeOf(video.videoWidth, video.videoHeight);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return Promise.resolve(undefined);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(video, 0, 0, width, height);
  return encoded(canvas);
}

async function encoded(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer> | undefined> {
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= maxBytes) return new Uint8Array(await blob.arrayBuffer());
  }
  return undefined;
}
