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
      <Taken />
      {voices.map(({ producerId, isMine, track }) => !isMine && track && <Heard key={producerId} track={track} />)}
    </div>
  );
}

/** Whose voice their device took: a call came in, or another app has the microphone. */
function Taken() {
  const { t } = useTranslation('support');
  const people = useLive((view) => view.people);
  const streams = useLive((view) => view.streams);
  const lost = useLive((view) => view.lost).filter(({ source }) => source === 'voice');
  const held = streams.filter(({ source, isHeld }) => source === 'voice' && isHeld === true);
  const nameOf = (seatId: string): string => people.find((person) => person.seatId === seatId)?.name ?? '';
  return (
    <p role="status" className="text-dense text-amber-text empty:hidden">
      {[
        ...held.map(({ isMine, seatId }) => (isMine ? t('voice.mineHeld') : t('voice.held', { name: nameOf(seatId) }))),
        ...lost.map(({ isMine, seatId }) => (isMine ? t('voice.mineLost') : t('voice.lost', { name: nameOf(seatId) }))),
      ].join(' ')}
    </p>
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
