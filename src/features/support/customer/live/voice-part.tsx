import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { Part } from './part.tsx';
import { TouchButton } from './touch-button.tsx';

/** Talking: one's own microphone. */
export function VoicePart() {
  const { voice } = useWords();
  return (
    <Part title={voice.title}>
      <VoiceButtons />
    </Part>
  );
}

/** Begins and ends talking; mutes. */
export function VoiceButtons() {
  const { voice } = useWords();
  const session = useSession();
  const isMuted = useLive((view) => view.isMuted);
  const isLive = useLive(({ link }) => link === 'live');
  const mine = useLive(({ streams }) => streams.find(({ isMine, source }) => isMine && source === 'voice'));
  if (!mine)
    return (
      <TouchButton className="self-start" disabled={!isLive} onClick={() => void session.startVoice()}>
        {voice.start}
      </TouchButton>
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="flex-1">
        {isMuted ? voice.muted : mine.isHeld === true ? voice.held : voice.on}
      </p>
      <TouchButton aria-pressed={isMuted} onClick={() => session.mute(!isMuted)}>
        {isMuted ? voice.unmute : voice.mute}
      </TouchButton>
      <TouchButton tone="danger-quiet" onClick={() => session.stopVoice()}>
        {voice.stop}
      </TouchButton>
    </div>
  );
}

/** What the experts say, made audible; and a button where the browser wants a click first. */
export function Voices() {
  const { voice } = useWords();
  const streams = useLive((view) => view.streams);
  const tracks = streams.flatMap(({ isMine, source, track }) => (!isMine && source === 'voice' && track ? [track] : []));
  const [isBlocked, setBlocked] = useState(false);
  const [tries, setTries] = useState(0);
  return (
    <>
      {tracks.map((track) => (
        <Voice key={`${track.id} ${String(tries)}`} track={track} onBlocked={() => setBlocked(true)} />
      ))}
      {isBlocked && tracks.length > 0 && (
        <div role="alert" className="card flex flex-wrap items-center justify-between gap-2 p-4">
          <p>{voice.blocked}</p>
          <TouchButton
            tone="primary"
            onClick={() => {
              setBlocked(false);
              setTries(tries + 1);
            }}
          >
            {voice.listen}
          </TouchButton>
        </div>
      )}
    </>
  );
}

function Voice({ track, onBlocked }: { readonly track: MediaStreamTrack; readonly onBlocked: () => void }) {
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = player.current;
    if (!audio) return undefined;
    audio.srcObject = new MediaStream([track]);
    // NotAllowedError: no click yet. AbortError: the next track was faster, which plays itself.
    audio.play().catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'NotAllowedError') onBlocked();
    });
    return () => {
      audio.srcObject = null;
    };
    // The callback is made anew with each drawing; the track decides.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [track]);
  // A live voice has no captions to offer.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <audio ref={player} autoPlay data-testid="remote-audio" />;
}
