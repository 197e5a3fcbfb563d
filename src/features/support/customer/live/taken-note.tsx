import { useState } from 'react';
import { useWords } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { TouchButton } from './touch-button.tsx';

/** What the system took without asking: a call came in, another app has camera or microphone. Goes by itself when it is given back. */
export function TakenNote() {
  const { taken } = useWords();
  const [camera, voice] = [useIsHeld('camera'), useIsHeld('voice')];
  const isLost = useLive(({ lost }) => lost.some(({ isMine, source }) => isMine && source === 'voice'));
  return (
    <>
      {(camera || voice) && (
        <p role="status" className="rounded-card bg-amber-soft p-3 text-amber-text">
          {camera && voice ? taken.both : camera ? taken.camera : taken.voice}
        </p>
      )}
      {isLost && <VoiceLost />}
    </>
  );
}

function VoiceLost() {
  const { taken, problem } = useWords();
  const session = useSession();
  const isLive = useLive(({ link }) => link === 'live');
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 rounded-card bg-amber-soft p-3 text-amber-text">
      <p className="min-w-48 flex-1">{taken.voiceLost}</p>
      <TouchButton disabled={!isLive} onClick={() => void session.startVoice()}>
        {taken.talkAgain}
      </TouchButton>
      <TouchButton tone="quiet" onClick={() => setRead(true)}>
        {problem.dismiss}
      </TouchButton>
    </div>
  );
}

function useIsHeld(wanted: 'camera' | 'voice'): boolean {
  return useLive(({ streams }) => streams.some(({ isMine, source, isHeld }) => isMine && source === wanted && isHeld === true));
}
