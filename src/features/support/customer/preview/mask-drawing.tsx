import { useRef, useState, type PointerEvent } from 'react';
import type { MaskArea } from '../../../../platform/masking/mask-messages.ts';
import type { MaskedTrack } from '../../../../platform/masking/masked-track.ts';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { areaBetween, isLargeEnough, placedAreas } from './mask-areas.ts';

/** Areas without a pointer. */
export function MaskButtons({ mask, areas }: { readonly mask: MaskedTrack; readonly areas: readonly MaskArea[] }) {
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
export function MaskPad({ onArea }: { readonly onArea: (area: MaskArea) => void }) {
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
