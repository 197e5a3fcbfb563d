import { Mic, MicOff, PhoneOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button/button.tsx';
import { useLive, useSession } from './live-session-context.tsx';

/** What is heard here, and one's own voice. */
export function Voices() {
  const { t } = useTranslation('support');
  const session = useSession();
  const voices = useLive((view) => view.streams).filter(({ source }) => source === 'voice');
  const isMuted = useLive((view) => view.isMuted);
  const isLive = useLive((view) => view.link === 'live');
  const isSpeaking = voices.some(({ isMine }) => isMine);
  return (
    <div role="group" aria-label={t('voice.title')} className="flex flex-wrap items-center gap-2">
      {isSpeaking ? (
        <>
          <Button icon={isMuted ? MicOff : Mic} aria-pressed={isMuted} onClick={() => session.mute(!isMuted)}>
            {t(isMuted ? 'voice.unmute' : 'voice.mute')}
          </Button>
          <Button icon={PhoneOff} onClick={() => session.stopVoice()}>
            {t('voice.stop')}
          </Button>
        </>
      ) : (
        <Button icon={Mic} disabled={!isLive} onClick={() => void session.startVoice()}>
          {t('voice.start')}
        </Button>
      )}
      {voices.map(({ producerId, isMine, track }) => !isMine && track && <Heard key={producerId} track={track} />)}
    </div>
  );
}

function Heard({ track }: { readonly track: MediaStreamTrack }) {
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (player.current) player.current.srcObject = new MediaStream([track]);
  }, [track]);
  // What people say to each other has no captions here.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <audio ref={player} autoPlay data-testid="remote-audio" />;
}
