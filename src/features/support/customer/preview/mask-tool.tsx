import { useState, useSyncExternalStore } from 'react';
import type { MaskedTrack } from '../../../../platform/masking/masked-track.ts';
import type { StreamView } from '../../state/live-view.ts';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { lateMaskButtons, lateMaskPad } from './late-marks.ts';
import { Picture } from './picture.tsx';

interface MaskToolProps {
  readonly mask: MaskedTrack;
  readonly stream: StreamView;
}

/** The picture, on which areas can be blacked out: with a pointer, or by buttons. */
export function MaskTool({ mask, stream }: MaskToolProps) {
  const { mask: words } = useWords();
  const { areas } = useSyncExternalStore(mask.subscribe, mask.getView);
  const [isDrawing, setDrawing] = useState(false);
  return (
    <>
      <BlackedOut mask={mask} />
      <div className="relative">
        <Picture stream={stream} />
        {isDrawing && <lateMaskPad.Part onArea={(area) => mask.setAreas([...mask.getView().areas, area])} />}
      </div>
      {isDrawing && <p className="text-n11">{words.drawHint}</p>}
      <p role="status" className="empty:hidden">
        {areas.length > 0 && words.count(areas.length)}
      </p>
      <div className="flex flex-wrap gap-2">
        <TouchButton aria-pressed={isDrawing} onClick={() => setDrawing(!isDrawing)}>
          {isDrawing ? words.cancel : words.start}
        </TouchButton>
        {areas.length > 0 && <TouchButton onClick={() => mask.setAreas([])}>{words.clear}</TouchButton>}
      </div>
      {isDrawing && <lateMaskButtons.Part mask={mask} areas={areas} />}
    </>
  );
}

/** That the others see nothing but black, and why, until the areas are looked at. */
export function BlackedOut({ mask }: Pick<MaskToolProps, 'mask'>) {
  const { mask: words } = useWords();
  const { isBlackedOut } = useSyncExternalStore(mask.subscribe, mask.getView, mask.getView);
  return isBlackedOut ? (
    <div role="alert" className="flex flex-wrap items-center gap-2 rounded-card bg-amber-soft p-3 text-amber-text">
      <p className="flex-1">{words.blackedOut}</p>
      <TouchButton tone="primary" onClick={() => mask.confirm()}>
        {words.confirm}
      </TouchButton>
    </div>
  ) : null;
}
