import { useRef } from 'react';
import { takeScene } from '../../../platform/tracking/scene-picture.ts';

export interface HeldPicture {
  /** The picture stands still until it is let go: what is drawn is drawn on one frame. */
  readonly hold: () => void;
  readonly letGo: () => void;
  /** What is shown now, a JPEG; undefined when nothing sticks. */
  readonly take: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Holds a picture while somebody draws on it. Without an element nothing is held, and drawings do not stick. */
export function useHeldPicture(video: HTMLVideoElement | null): HeldPicture {
  const held = useRef<HTMLVideoElement>(undefined);
  return {
    hold: () => {
      // What was frozen by hand stays so afterwards.
      if (!video || video.paused) return;
      video.pause();
      held.current = video;
    },
    letGo: () => {
      const { current } = held;
      held.current = undefined;
      // An element that was taken away meanwhile does not play.
      current?.play().catch((error: unknown) => {
        if (!(error instanceof DOMException)) throw error;
      });
    },
    take: () => (video ? takeScene(video) : Promise.resolve(undefined)),
  };
}
