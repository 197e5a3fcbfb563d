import { useEffect } from 'react';
import { useSession } from '../live-session-context.tsx';

/** Says how many lines of the screen a picture fills, so that no more of it is sent than is seen; none when it is not shown any more. */
export function useShownHeight(producerId: string, lines: number): void {
  const session = useSession();
  useEffect(() => session.setShownHeight(producerId, lines), [session, producerId, lines]);
  useEffect(() => () => session.setShownHeight(producerId, 0), [session, producerId]);
}
