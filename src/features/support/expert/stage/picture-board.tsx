import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DrawingLayer } from '../../customer/preview/drawing-layer.tsx';
import type { Drawing } from '../../state/live-view.ts';
import { useLive } from '../live-session-context.tsx';
import { DrawingPad } from './drawing-pad.tsx';
import { lensOn } from './key-mark.ts';
import { LensButtons } from './lens-buttons.tsx';
import { PictureFrame } from './picture-frame.tsx';
import { placeOf, turnedSize, wholePicture, type Lens, type Turn } from './stage-place.ts';
import type { StageTool } from './stage-tool.ts';
import { useDrawing } from './use-drawing.ts';
import type { FullScreen } from './use-full-screen.ts';
import { useKeyMark } from './use-key-mark.ts';
import { useSizeOf } from './use-size-of.ts';

export interface PictureBoardProps {
  /** What drawings name as their picture: a stream's producer, or a still. */
  readonly id: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly tool: StageTool;
  readonly drawings: readonly Drawing[];
  readonly full: FullScreen;
  /** What shows a film, which can be frozen; none for a still. */
  readonly film?: HTMLVideoElement | null;
  /** What is drawn on the film stays on the object. */
  readonly isSticky?: boolean;
  /** How high it is shown, turned back, CSS pixels. */
  readonly onHeight?: (height: number) => void;
  /** Lies over it and takes the pointer. */
  readonly over?: ReactNode;
  readonly children: ReactNode;
}

/** A picture that can be turned, zoomed, moved, pointed at and drawn on. */
export function PictureBoard({ id, size, tool, drawings, full, film, isSticky = false, onHeight, over, children }: PictureBoardProps) {
  const { t } = useTranslation('support');
  const frame = useRef<HTMLDivElement>(null);
  const stage = useSizeOf(frame);
  const [lens, setLens] = useState<Lens>(wholePicture);
  const [turned, setTurn] = useState<Turn>(0);
  // Whoever controls, controls it as it is.
  const turn = tool === 'control' ? 0 : turned;
  const lasers = useLive((view) => view.lasers).filter((laser) => laser.producerId === id);
  const people = useLive((view) => view.people);
  const place = placeOf(turnedSize(size, turn), stage, lens);
  const upright = turnedSize(place, turn);
  useEffect(() => onHeight?.(upright.height), [onHeight, upright.height]);
  const drawing = useDrawing({ producerId: id, tool, turn, video: isSticky ? (film ?? null) : null });
  const mark = useKeyMark({ tool, drawing, size: place, onMark: (at) => setLens((before) => lensOn(before, at, place, stage)) });
  // Whoever has written by keyboard draws on by keyboard.
  const isWriting = drawing.wordsAt !== undefined && mark.at !== undefined;
  const wasWriting = useRef(false);
  useEffect(() => {
    if (wasWriting.current && mark.at && !isWriting) frame.current?.focus();
    wasWriting.current = isWriting;
  }, [isWriting, mark.at]);
  const isMoved = tool === 'look';
  return (
    <>
      <LensButtons
        frame={frame}
        lens={lens}
        stage={stage}
        scale={place.width / Math.max(1, turnedSize(size, turn).width)}
        onLens={setLens}
        onTurn={() => setTurn(nextTurn[turn])}
        isFilm={film !== undefined}
        full={full}
      />
      <PictureFrame
        frame={frame}
        label={t(isMoved || tool === 'control' ? 'stage.move' : 'stage.lead', { tool: t(`draw.${tool}`) })}
        stage={stage}
        lens={lens}
        onLens={setLens}
        isMoved={isMoved}
        onKey={mark.press}
        onLeave={mark.leave}
      >
        <div className="absolute" style={{ left: place.left, top: place.top, width: place.width, height: place.height }}>
          <div
            className="absolute top-1/2 left-1/2"
            style={{ ...upright, transform: `translate(-50%, -50%) rotate(${String(turn * 90)}deg)` }}
          >
            {children}
            <DrawingLayer
              size={size}
              drawings={drawings}
              lasers={lasers.map((laser) => ({ ...laser, colour: people.find(({ seatId }) => seatId === laser.seatId)?.colour ?? 0 }))}
            />
          </div>
          <DrawingPad tool={tool} drawing={drawing} mark={mark.at} onPointer={mark.hide} />
          {over}
        </div>
      </PictureFrame>
    </>
  );
}

const nextTurn = [1, 2, 3, 0] as const satisfies readonly Turn[];
