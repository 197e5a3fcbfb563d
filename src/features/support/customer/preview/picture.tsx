import { useState } from 'react';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';
import type { StreamView } from '../../state/live-view.ts';
import { FrozenPicture } from '../../tracking/frozen-picture.tsx';
import { useSticky } from '../../tracking/use-sticky.ts';
import { useLive } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useStreamName } from './use-stream-name.ts';
import { DrawingLayer } from './drawing-layer.tsx';
import { LiveVideo } from './live-video.tsx';

/** The picture with what experts drew on it. */
export function Picture({ stream }: { readonly stream: StreamView }) {
  const { share } = useWords();
  const name = useStreamName(stream);
  const [size, setSize] = useState<PictureSize>({ width: stream.width || 16, height: stream.height || 9 });
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const drawings = useLive((view) => view.drawings);
  const scenes = useLive((view) => view.scenes);
  const { shown, frozen } = useSticky(video, stream.producerId, { drawings, scenes });
  const lasers = useLive((view) => view.lasers).filter(({ producerId }) => producerId === stream.producerId);
  const people = useLive((view) => view.people);
  const coloured = lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }));
  if (!stream.track) return null;
  return (
    <div className="relative w-full overflow-hidden rounded-card bg-stage">
      <LiveVideo track={stream.track} label={share.preview(name)} className="block h-auto w-full" onVideo={setVideo} onSize={setSize} />
      <DrawingLayer size={size} drawings={shown} lasers={coloured} />
      <FrozenPicture frozen={frozen} text={share.objectLost} label={share.frozen} />
    </div>
  );
}
