import type { Still } from './stills.tsx';

/** What is shown of a picture, at its full size: the frame that a frozen one stands at, else the newest of its track. */
export async function takeStill(track: MediaStreamTrack, shown: HTMLVideoElement | null | undefined): Promise<Still> {
  const video = shown?.paused && shown.videoWidth > 0 ? shown : await playerOf(track);
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  if (video !== shown) video.srcObject = null;
  return { id: crypto.randomUUID(), width, height, at: Date.now(), blob: await canvas.convertToBlob({ type: 'image/png' }) };
}

async function playerOf(track: MediaStreamTrack): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  return video;
}
