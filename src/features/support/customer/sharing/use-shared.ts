import { useCallback } from 'react';
import type { StreamView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live/customer-session.tsx';

export interface Shared {
  /** My pictures that are sent. */
  readonly pictures: readonly StreamView[];
  readonly isPaused: boolean;
  /** Ends all pictures, at once. */
  readonly stop: () => void;
}

/** What of this computer others see. */
export function useShared(): Shared {
  const session = useSession();
  const streams = useLive((view) => view.streams);
  const pictures = streams.filter(({ isMine, source }) => isMine && source !== 'voice');
  const stop = useCallback(() => {
    for (const { isMine, source, producerId } of session.getView().streams)
      if (isMine && source !== 'voice') session.stopSharing(producerId);
  }, [session]);
  return { pictures, isPaused: pictures.length > 0 && pictures.every((one) => one.isPaused), stop };
}
