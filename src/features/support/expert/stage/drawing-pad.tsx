import type { PointerEvent } from 'react';
import type { Point } from '../../state/live-view.ts';
import { DrawingPreview } from './drawing-preview.tsx';
import { pointIn } from './stage-place.ts';
import type { StageTool } from './stage-tool.ts';
import type { Drawing } from './use-drawing.ts';
import { WordsBox } from './words-box.tsx';

interface DrawingPadProps {
  readonly tool: StageTool;
  readonly drawing: Drawing;
  /** Where keys lead the tool. */
  readonly mark: Point | undefined;
  /** The pointer leads it from here on. */
  readonly onPointer: () => void;
}

/** Takes what the pointer does on the picture, and shows what is being drawn. */
export function DrawingPad({ tool, drawing, mark, onPointer }: DrawingPadProps) {
  if (tool === 'look' || tool === 'control') return null;
  const begin = (event: PointerEvent): void => {
    const at = placeIn(event);
    if (!at) return;
    onPointer();
    drawing.begin(at);
    // Only what is drawn from a press to its end goes on outside.
    if (tool !== 'laser' && tool !== 'text' && tool !== 'step') event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const at = placeIn(event);
    // The pointer that lies on the picture does not take part in what keys have begun.
    if (at && !mark) drawing.move(at, event.timeStamp);
  };
  return (
    <>
      <div
        className="absolute inset-0 cursor-crosshair touch-none"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={(event) => drawing.end(placeIn(event))}
        onPointerCancel={drawing.forget}
        onPointerLeave={() => tool === 'laser' && drawing.laserOff()}
      >
        {drawing.shown.length > 1 && <DrawingPreview tool={tool} points={drawing.shown} />}
        {mark && <KeyMark at={mark} isBegun={drawing.isBegun} />}
      </div>
      {drawing.wordsAt && <WordsBox at={drawing.wordsAt} isOptional={tool !== 'text'} onDone={drawing.write} />}
    </>
  );
}

/** A cross where the keys are, to be seen on light and on dark pictures. */
function KeyMark({ at: [x, y], isBegun }: { readonly at: Point; readonly isBegun: boolean }) {
  return (
    <svg
      aria-hidden
      viewBox="-12 -12 24 24"
      className="pointer-events-none absolute size-6 -translate-1/2 text-accent"
      style={{ left: `${String(x * 100)}%`, top: `${String(y * 100)}%` }}
    >
      {[
        ['#fff', 4],
        ['currentColor', 2],
      ].map(([stroke, strokeWidth]) => (
        <path key={stroke} d="M-11 0H-4M4 0H11M0 -11V-4M0 4V11" stroke={String(stroke)} strokeWidth={strokeWidth} />
      ))}
      {isBegun && <circle r={3} fill="currentColor" stroke="#fff" />}
    </svg>
  );
}

function placeIn(event: PointerEvent): Point | undefined {
  return pointIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);
}
