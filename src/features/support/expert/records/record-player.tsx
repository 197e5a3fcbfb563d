import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../ui/feedback/notice.tsx';

/** Farther than any recording is long. */
const beyondSeconds = 1e9;

/**
 * Plays a file out of this page's memory. What a browser records does not say how long it is: led beyond its end, the player finds out, and
 * can then be moved to any place.
 */
export function RecordPlayer({ file, label }: { readonly file: Blob; readonly label: string }) {
  const { t } = useTranslation('supportRecords');
  const player = useRef<HTMLVideoElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const video = player.current;
    if (!video) return undefined;
    const url = URL.createObjectURL(file);
    const measured = (): void => {
      video.currentTime = 0;
    };
    const measure = (): void => {
      if (Number.isFinite(video.duration)) return;
      video.addEventListener('durationchange', measured, { once: true });
      video.currentTime = beyondSeconds;
    };
    video.addEventListener('loadedmetadata', measure, { once: true });
    video.src = url;
    return () => {
      video.removeEventListener('loadedmetadata', measure);
      video.removeEventListener('durationchange', measured);
      video.removeAttribute('src');
      URL.revokeObjectURL(url);
    };
  }, [file]);
  const isSound = file.type.startsWith('audio/');
  return (
    <>
      {isBroken && <Notice tone="error">{t('trouble.undecodable')}</Notice>}
      {/* What people said and showed has no captions. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={player}
        controls
        playsInline
        aria-label={label}
        className={`w-full rounded-input bg-stage ${isSound ? 'h-16' : 'aspect-video'}`}
        onError={() => setBroken(true)}
      />
    </>
  );
}
