import { Play, Square, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button/button.tsx';
import { IconButton } from '../../../ui/button/icon-button.tsx';
import { useListening } from './media-context.tsx';

/** Plays an address, or stops it; another one that plays stops. */
function usePlay(source: string) {
  const { listening, state } = useListening();
  const isMine = state.source === source;
  return { isPlaying: isMine && state.isPlaying, hasFailed: isMine && state.hasFailed, toggle: () => listening.toggle(source) };
}

/** Plays a prompt in a list. */
export function PlayIconButton({ source, name }: { source: string; name: string }) {
  const { t } = useTranslation('media');
  const { isPlaying, hasFailed, toggle } = usePlay(source);
  if (hasFailed) return <IconButton size="dense" icon={TriangleAlert} label={t('play.failed', { name })} onClick={toggle} />;
  const label = isPlaying ? t('play.stop', { name }) : t('play.start', { name });
  return <IconButton size="dense" icon={isPlaying ? Square : Play} label={label} onClick={toggle} />;
}

/** Plays what is about to be kept. */
export function PlayButton({ source }: { source: string }) {
  const { t } = useTranslation('media');
  const { isPlaying, toggle } = usePlay(source);
  return (
    <Button icon={isPlaying ? Square : Play} onClick={toggle}>
      {isPlaying ? t('play.stopThis') : t('play.this')}
    </Button>
  );
}
