import { canMask } from '../../../../platform/masking/breakout-box.ts';
import { canShowScreen } from '../../state/can-show-screen.ts';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useMayShare, useSession } from '../live/customer-session.tsx';
import { useWords } from '../words/customer-words.tsx';
import { useShared } from './use-shared.ts';

/** Begins to share: a screen where the browser can, a camera otherwise. */
export function SharePart() {
  const { share, mask } = useWords();
  const session = useSession();
  const mayShare = useMayShare();
  const { pictures } = useShared();
  const hasScreen = pictures.some(({ source }) => source === 'screen');
  const hasCamera = pictures.some(({ source }) => source === 'camera');
  const canScreen = canShowScreen();
  return (
    <Part title={share.title}>
      <p className="text-n11">{!canScreen ? share.unsupported : canMask() ? share.hint : `${share.hintUnmasked} ${mask.unsupported}`}</p>
      <div className="flex flex-wrap gap-2">
        {canScreen && (
          <TouchButton tone={hasScreen ? 'secondary' : 'primary'} disabled={!mayShare} onClick={() => void session.shareScreen()}>
            {hasScreen ? share.more : share.start}
          </TouchButton>
        )}
        {!hasCamera && (
          <TouchButton tone={canScreen ? 'secondary' : 'primary'} disabled={!mayShare} onClick={() => void session.shareCamera()}>
            {share.camera}
          </TouchButton>
        )}
      </div>
    </Part>
  );
}
