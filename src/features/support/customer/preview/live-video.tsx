import { useEffect, useRef } from 'react';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';

interface LiveVideoProps {
  readonly track: MediaStreamTrack;
  readonly label: string;
  readonly className?: string;
  /** The element, and null when it goes. */
  readonly onVideo?: (video: HTMLVideoElement | null) => void;
  readonly onSize?: (size: PictureSize) => void;
}

/** A track as a picture, silent. */
export function LiveVideo({ track, label, className, onVideo, onSize }: LiveVideoProps) {
  const player = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = player.current;
    if (!video) return undefined;
    video.srcObject = new MediaStream([track]);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    onVideo?.(player.current);
    return () => onVideo?.(null);
  }, [onVideo]);
  return (
    <video
      ref={player}
      aria-label={label}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      className={className}
      onResize={({ currentTarget: { videoWidth: width, videoHeight: height } }) => {
        if (width > 0) onSize?.({ width, height });
      }}
    />
  );
}
