import { useEffect, useState, type RefObject } from 'react';

export interface FullScreen {
  readonly isFull: boolean;
  readonly toggle: () => void;
}

/** A part of the page that can fill the screen. A browser that refuses leaves it as it is. */
export function useFullScreen(part: RefObject<HTMLElement | null>): FullScreen {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const look = (): void => setFull(document.fullscreenElement !== null && document.fullscreenElement === part.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, [part]);
  const ignore = (): undefined => undefined;
  return {
    isFull,
    toggle: () => {
      if (isFull) document.exitFullscreen().catch(ignore);
      else part.current?.requestFullscreen().catch(ignore);
    },
  };
}
