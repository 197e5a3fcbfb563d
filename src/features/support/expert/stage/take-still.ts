import type { Still } from './stills.tsx';

/** The newest frame of a track, at its full size. */
export async function takeStill(track: MediaStreamTrack): Promise<Still> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  const { videoWidth: width, videoHeight: height } = video;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  video.srcObject = null;
  return { id: crypto.randomUUID(), width, height, at: Date.now(), blob: await canvas.convertToBlob({ type: 'image/png' }) };
}
