import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';

/** Plays a prompt as it is stored, or stops it. */
export function PlayPrompt({ name, audioUrl }: { name: string; audioUrl: string }) {
  const { t } = useTranslation('dialplan');
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = (): void => {
    const player = audio.current;
    if (player === null) return;
    if (isPlaying) return player.pause();
    player.currentTime = 0;
    // A sound that cannot be fetched shows itself as not playing.
    player.play().catch(() => setPlaying(false));
  };
  return (
    <>
      <IconButton
        size="dense"
        icon={isPlaying ? Pause : Play}
        label={isPlaying ? t('sound.stop', { name }) : t('sound.play', { name })}
        onClick={toggle}
      />
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a prompt's words are its name; its text is kept with the prompt */}
      <audio
        ref={audio}
        src={audioUrl}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
    </>
  );
}
