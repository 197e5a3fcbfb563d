import { useState } from 'react';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';
import type { StreamView } from '../../state/live-view.ts';
import { useLive } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { lateMarks } from './late-marks.ts';
import { useStreamName } from './use-stream-name.ts';
import { LiveVideo } from './live-video.tsx';

interface PictureProps {
  readonly stream: StreamView;
  /** In a small window it leaves half of the height to the rest; else it is as wide as its place. */
  readonly isInWindow?: boolean;
}

/** The picture with what experts drew on it. */
export function Picture({ stream, isInWindow = false }: PictureProps) {
  const { share } = useWords();
  const name = useStreamName(stream);
  const [size, setSize] = useState<PictureSize>({ width: stream.width || 16, height: stream.height || 9 });
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const isMarked = useLive(({ drawings, lasers }) => [...drawings, ...lasers].some(({ producerId }) => producerId === stream.producerId));
  if (!stream.track) return null;
  return (
    <div
      className="relative mx-auto w-full overflow-hidden rounded-card bg-stage"
      style={isInWindow ? { width: `min(100%, ${String((50 * size.width) / size.height)}vh)` } : undefined}
    >
      <LiveVideo track={stream.track} label={share.preview(name)} className="block h-auto w-full" onVideo={setVideo} onSize={setSize} />
      {isMarked && <lateMarks.Part stream={stream} video={video} size={size} />}
    </div>
  );
}
