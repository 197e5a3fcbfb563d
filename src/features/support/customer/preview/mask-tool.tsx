import { useRef, useState, useSyncExternalStore, type PointerEvent } from 'react';
import type { MaskArea } from '../../../../platform/masking/mask-messages.ts';
import type { MaskedTrack } from '../../../../platform/masking/masked-track.ts';
import { joinClasses } from '../../../../ui/join-classes.ts';
import type { StreamView } from '../../state/live-view.ts';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { areaBetween, isLargeEnough, placedAreas } from './mask-areas.ts';
import { Picture } from './picture.tsx';

interface MaskToolProps {
  readonly mask: MaskedTrack;
  readonly stream: StreamView;
}

/** The picture, on which areas can be blacked out: with a pointer, or by buttons. */
export function MaskTool({ mask, stream }: MaskToolProps) {
  const { mask: words } = useWords();
  const { areas, isBlackedOut } = useSyncExternalStore(mask.subscribe, mask.getView);
  const [isDrawing, setDrawing] = useState(false);
  return (
    <>
      {isBlackedOut && (
        <div role="alert" className="flex flex-wrap items-center gap-2 rounded-card bg-amber-soft p-3 text-amber-text">
          <p className="flex-1">{words.blackedOut}</p>
          <TouchButton tone="primary" onClick={() => mask.confirm()}>
            {words.confirm}
          </TouchButton>
        </div>
      )}
      <div className="relative">
        <Picture stream={stream} />
        {isDrawing && <DrawingPad onArea={(area) => mask.setAreas([...mask.getView().areas, area])} />}
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
      {isDrawing && <ByButtons mask={mask} areas={areas} />}
    </>
  );
}

/** The same without a pointer. */
function ByButtons({ mask, areas }: { readonly mask: MaskedTrack; readonly areas: readonly MaskArea[] }) {
  const { mask: words } = useWords();
  return (
    <div role="group" aria-label={words.title} className="flex flex-wrap gap-2">
      {placedAreas.map(({ place, area }) => (
        <TouchButton key={place} onClick={() => mask.setAreas([...areas, area])}>
          {words.add(words.places[place])}
        </TouchButton>
      ))}
      {areas.map((area, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- areas have no other name than their number
        <TouchButton key={at} onClick={() => mask.setAreas(areas.filter((one) => one !== area))}>
          {words.remove(at + 1)}
        </TouchButton>
      ))}
    </div>
  );
}

type Corner = readonly [x: number, y: number];

/** Catches the pointer over the picture. */
function DrawingPad({ onArea }: { readonly onArea: (area: MaskArea) => void }) {
  const start = useRef<Corner>(undefined);
  const [area, setArea] = useState<MaskArea>();
  const cornerOf = (event: PointerEvent): Corner => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const begin = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = cornerOf(event);
  };
  const move = (event: PointerEvent): void => {
    if (start.current) setArea(areaBetween(start.current, cornerOf(event)));
  };
  const end = (event: PointerEvent): void => {
    const drawn = start.current && areaBetween(start.current, cornerOf(event));
    start.current = undefined;
    setArea(undefined);
    if (drawn && isLargeEnough(drawn)) onArea(drawn);
  };
  const forget = (): void => {
    start.current = undefined;
    setArea(undefined);
  };
  return (
    <svg
      aria-hidden
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      className={joinClasses('absolute inset-0 size-full touch-none', 'cursor-crosshair')}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={forget}
    >
      {area && <rect {...area} fill="#000" fillOpacity={0.7} stroke="#fff" strokeWidth={0.003} />}
    </svg>
  );
}
