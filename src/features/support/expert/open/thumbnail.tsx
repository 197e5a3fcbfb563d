import { MonitorUp } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveVideo } from '../../customer/preview/live-video.tsx';
import { useLive } from '../live-session-context.tsx';
import { useShownHeight } from '../stage/use-shown-height.ts';
import { useSizeOf } from '../stage/use-size-of.ts';

export interface ThumbnailProps {
  /** How much of the chat was seen when the session was looked at last. */
  readonly seenLines: number;
  readonly onOpen: () => void;
}

/** One customer in small: their picture, how the session stands, and what was written meanwhile. All of it opens the session. */
export function Thumbnail({ seenLines, onOpen }: ThumbnailProps) {
  const { t } = useTranslation('support');
  const customer = useLive((view) => view.people.find(({ role }) => role === 'customer')?.name) ?? t('list.nobody');
  const link = useLive((view) => view.link);
  const picture = useLive((view) => view.streams.find(({ source, isMine, track }) => source !== 'voice' && !isMine && track));
  const unread = useLive((view) => view.chat.length) - seenLines;
  return (
    <li
      aria-label={customer}
      className="card relative flex min-w-0 flex-col overflow-hidden focus-within:ring-2 focus-within:ring-violet-line"
    >
      <section aria-label={t('open.picture', { name: customer })} className="flex aspect-video items-center justify-center bg-stage">
        {picture?.track ? (
          <SmallPicture producerId={picture.producerId} track={picture.track} label={t('open.picture', { name: customer })} />
        ) : (
          <MonitorUp aria-hidden className="size-6 text-n11" />
        )}
      </section>
      <div className="flex min-w-0 flex-col gap-0.5 p-2 text-dense">
        {/* The button's own area is the whole card. */}
        <button type="button" onClick={onOpen} className="truncate text-start font-medium outline-none after:absolute after:inset-0">
          {t('open.open', { name: customer })}
        </button>
        <span className="text-caption text-n11">{t(`link.${link}`)}</span>
        <span role="status" className="text-caption text-amber-text empty:hidden">
          {unread > 0 && t('open.unread', { count: unread })}
        </span>
      </div>
    </li>
  );
}

interface SmallPictureProps {
  readonly producerId: string;
  readonly track: MediaStreamTrack;
  readonly label: string;
}

function SmallPicture({ producerId, track, label }: SmallPictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { height } = useSizeOf(frame);
  useShownHeight(producerId, Math.max(1, Math.round(height * devicePixelRatio)));
  return (
    <div ref={frame} className="size-full">
      <LiveVideo track={track} label={label} className="block size-full object-contain" />
    </div>
  );
}
