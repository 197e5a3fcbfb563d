import { useLive } from './customer-session.tsx';
import { LiveVideo } from '../preview/live-video.tsx';

/** The experts' own cameras, when they show themselves. */
export function TheirCameras() {
  const streams = useLive((view) => view.streams);
  const people = useLive((view) => view.people);
  const cameras = streams.flatMap(({ isMine, source, track, producerId, seatId }) =>
    !isMine && source !== 'voice' && track ? [{ producerId, track, name: people.find((one) => one.seatId === seatId)?.name ?? '' }] : [],
  );
  if (cameras.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {cameras.map(({ producerId, track, name }) => (
        <LiveVideo key={producerId} track={track} label={name} className="h-32 rounded-card bg-stage" />
      ))}
    </div>
  );
}
