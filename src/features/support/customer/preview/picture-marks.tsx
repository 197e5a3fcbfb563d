import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';
import type { StreamView } from '../../state/live-view.ts';
import { FrozenPicture } from '../../tracking/frozen-picture.tsx';
import { useSticky } from '../../tracking/use-sticky.ts';
import { useLive } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { DrawingLayer } from './drawing-layer.tsx';

interface PictureMarksProps {
  readonly stream: StreamView;
  readonly video: HTMLVideoElement | null;
  readonly size: PictureSize;
}

/** What experts drew on a picture and point at. */
export function PictureMarks({ stream: { producerId }, video, size }: PictureMarksProps) {
  const { share } = useWords();
  const drawings = useLive((view) => view.drawings);
  const scenes = useLive((view) => view.scenes);
  const { shown, frozen } = useSticky(video, producerId, { drawings, scenes });
  const lasers = useLive((view) => view.lasers).filter((laser) => laser.producerId === producerId);
  const people = useLive((view) => view.people);
  const coloured = lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }));
  return (
    <>
      <DrawingLayer size={size} drawings={shown} lasers={coloured} />
      <FrozenPicture frozen={frozen} text={share.objectLost} label={share.frozen} />
    </>
  );
}
