import type { TakenStill } from '../../state/still-parts.ts';

/** What we use of ImageCapture (MediaStream Image Capture), which TypeScript's library does not know. */
interface PhotoTaker {
  takePhoto(): Promise<Blob>;
}
type PhotoTakerClass = new (track: MediaStreamTrack) => PhotoTaker;

/** A shutter that did not open by then will not. */
const shutterMs = 8_000;
const frameMs = 5_000;

/**
 * A picture at the camera's full size: by its own shutter where the browser has one, which may be larger than what it films, else the newest
 * frame at its full size.
 */
export async function takeStill(track: MediaStreamTrack, isFrozen: boolean): Promise<TakenStill> {
  return (isFrozen ? undefined : await photoOf(track)) ?? frameStill(track);
}

/** The newest frame of a track. @throws {Error} when none comes */
export async function frameOf(track: MediaStreamTrack): Promise<ImageBitmap> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await within(frameMs, video.play());
    return await createImageBitmap(video);
  } finally {
    video.srcObject = null;
  }
}

/** The newest frame as 32 by 18 pixels; undefined when none comes. */
export async function sampleOf(track: MediaStreamTrack): Promise<Uint8ClampedArray | undefined> {
  const [width, height] = [32, 18];
  const frame = await frameOf(track).catch(() => undefined);
  if (!frame) return undefined;
  const pen = new OffscreenCanvas(width, height).getContext('2d');
  pen?.drawImage(frame, 0, 0, width, height);
  frame.close();
  return pen?.getImageData(0, 0, width, height).data;
}

async function frameStill(track: MediaStreamTrack): Promise<TakenStill> {
  const frame = await frameOf(track);
  const { width, height } = frame;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(frame, 0, 0);
  frame.close();
  return { blob: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }), mime: 'image/jpeg', kind: 'frame', width, height };
}

async function photoOf(track: MediaStreamTrack): Promise<TakenStill | undefined> {
  const taker = takerClass();
  if (!taker || track.readyState !== 'live') return undefined;
  try {
    const blob = await within(shutterMs, new taker(track).takePhoto());
    const mime = mimeOf(blob.type);
    if (mime === undefined) return undefined;
    // Reads it whole: what cannot be shown here cannot be shown there.
    const { width, height } = await createImageBitmap(blob);
    const { width: filmed = 0 } = track.getSettings();
    return width >= filmed ? { blob, mime, kind: 'photo', width, height } : undefined;
  } catch {
    // Some cameras film and have no shutter, others are busy with another picture: the frame is there in any case.
    return undefined;
  }
}

function takerClass(): PhotoTakerClass | undefined {
  const found: unknown = Object.getOwnPropertyDescriptor(globalThis, 'ImageCapture')?.value;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a global of that name is that class (MediaStream Image Capture §2)
  return typeof found === 'function' && 'takePhoto' in found.prototype ? (found as PhotoTakerClass) : undefined;
}

function mimeOf(type: string): TakenStill['mime'] | undefined {
  return (['image/jpeg', 'image/png', 'image/webp'] as const).find((one) => type.startsWith(one));
}

async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
