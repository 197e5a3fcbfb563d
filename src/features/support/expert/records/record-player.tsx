import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import type { RecordingReader } from '../../state/records/recording-reader.ts';
import { blobOf } from '../../state/records/save-recording.ts';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { canStream, StreamedPlayback } from './streamed-playback.ts';

/** Farther than any recording is long. */
const beyondSeconds = 1e9;

export interface RecordPlayerProps {
  readonly first: RecordingReader;
  /** Opens it again from its beginning. */
  readonly reopen: () => Promise<RecordingReader>;
  readonly label: string;
  /** All of it was read. */
  readonly onRead: (isWhole: boolean) => void;
}

/** Plays a recording part by part, or, where the browser cannot, out of this page's memory. `first` and `reopen` stay the same. */
export function RecordPlayer({ first, reopen, label, onRead }: RecordPlayerProps) {
  const { t } = useTranslation('supportRecords');
  const player = useRef<HTMLVideoElement>(null);
  const [isBroken, setBroken] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const told = useRef(onRead);
  useEffect(() => {
    told.current = onRead;
  });
  useEffect(() => {
    const video = player.current;
    if (!video) return undefined;
    const parts = {
      video,
      first,
      reopen,
      onRead: (isWhole: boolean) => told.current(isWhole),
      onFailed: (cause: unknown) => (cause instanceof DOMException ? setBroken(true) : setFailure(cause)),
    };
    if (!canStream(first.contentType)) return playWhole(parts);
    const playback = new StreamedPlayback(parts);
    return () => playback.close();
  }, [first, reopen]);
  const isSound = first.contentType.startsWith('audio/');
  return (
    <>
      <RecordTroubleNotice failure={failure} />
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

interface WholeParts {
  readonly video: HTMLVideoElement;
  readonly first: RecordingReader;
  readonly reopen: () => Promise<RecordingReader>;
  readonly onRead: (isWhole: boolean) => void;
  readonly onFailed: (cause: unknown) => void;
}

/**
 * What a browser records does not say how long it is: led beyond its end, the player finds out, and can then be moved to any place.
 * @returns ends it
 */
function playWhole({ video, first, reopen, onRead, onFailed }: WholeParts): () => void {
  let url: string | undefined;
  let isOver = false;
  const measure = (): void => {
    if (Number.isFinite(video.duration)) return;
    video.addEventListener('durationchange', () => (video.currentTime = 0), { once: true });
    video.currentTime = beyondSeconds;
  };
  const play = async (): Promise<void> => {
    const reader = first.share === 0 ? first : await reopen();
    const file = await blobOf(reader, () => undefined);
    if (isOver) return;
    url = URL.createObjectURL(file);
    video.addEventListener('loadedmetadata', measure, { once: true });
    video.src = url;
    onRead(reader.isWhole);
  };
  play().catch((cause: unknown) => !isOver && onFailed(cause));
  return () => {
    isOver = true;
    video.removeEventListener('loadedmetadata', measure);
    video.removeAttribute('src');
    if (url !== undefined) URL.revokeObjectURL(url);
  };
}
