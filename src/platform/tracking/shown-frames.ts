/**
 * Calls with each frame that the element shows; with each picture of the page where the browser does not say so.
 * @returns stops it
 */
export function onEachFrame(video: HTMLVideoElement, task: () => void): () => void {
  let isStopped = false;
  const saysFrames = 'requestVideoFrameCallback' in video;
  const wait = (): void => {
    if (isStopped) return;
    if (saysFrames) video.requestVideoFrameCallback(run);
    else requestAnimationFrame(run);
  };
  const run = (): void => {
    if (isStopped) return;
    task();
    wait();
  };
  wait();
  return () => {
    isStopped = true;
  };
}

/** What the element shows at this moment; undefined when that is nothing. */
export async function frameOf(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap | undefined> {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
  try {
    return typeof VideoFrame === 'undefined' ? await createImageBitmap(video) : new VideoFrame(video);
  } catch (error) {
    // Between two tracks the element has no picture.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
