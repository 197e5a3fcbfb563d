import { useEffect, useState } from 'react';

const everyMs = 1_000;
/** Longer than a key frame takes over a slow line. */
const patienceLooks = 8;

/** Whether a picture that should move has not for some seconds: nothing comes, or what comes cannot be decoded. */
export function useIsStalled(track: MediaStreamTrack, isPaused: boolean): boolean {
  const [still, setStill] = useState(0);
  useEffect(() => {
    if (isPaused) return undefined;
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    // It plays nowhere: only how many pictures were decoded is of interest.
    video.play().catch(() => undefined);
    let seen = -1;
    const look = (): void => {
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      setStill((looks) => (totalVideoFrames === seen ? looks + 1 : 0));
      seen = totalVideoFrames;
    };
    const timer = setInterval(look, everyMs);
    return () => {
      clearInterval(timer);
      video.srcObject = null;
    };
  }, [track, isPaused]);
  return !isPaused && still >= patienceLooks;
}
