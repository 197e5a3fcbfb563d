import { useRef, useState, type PointerEvent } from 'react';
import type { NewDrawing, Point } from '../../state/live-view.ts';
import { useHeldPicture } from '../../tracking/use-held-picture.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { pointIn, unturned, type Turn } from './stage-place.ts';
import { DrawingPreview } from './drawing-preview.tsx';
import { hasWords, isSpan, type StageTool } from './stage-tool.ts';
import { WordsBox } from './words-box.tsx';

interface DrawingPadProps {
  readonly producerId: string;
  readonly tool: StageTool;
  readonly turn: Turn;
  /** What is drawn sticks to what this shows; null: to the place in the picture. */
  readonly video: HTMLVideoElement | null;
}

/** A promise of what was drawn on. */
type Scene = Promise<Uint8Array<ArrayBuffer> | undefined> | undefined;

/** Lasers say so at most this often. */
const laserMs = 40;
/** Points of a stroke that are nearer than this, of the picture, are one. */
const nearest = 0.002;

/** Takes what the pointer does on the picture: a laser, a stroke, from one place to another, a place for words. */
export function DrawingPad({ producerId, tool, turn, video }: DrawingPadProps) {
  const session = useSession();
  const [stroke, setStroke] = useState<readonly Point[]>([]);
  /** Where words are asked for, and what they belong to. */
  const [asked, setAsked] = useState<readonly Point[]>();
  const held = useHeldPicture(video);
  const words = useRef<Scene>(undefined);
  const laserAt = useRef(0);
  const nextStep = useLive((view) => view.drawings.filter(({ tool: one, isCopy }) => one === 'step' && isCopy !== true).length) + 1;
  if (tool === 'look' || tool === 'control') return null;
  const draw = async (drawing: Omit<NewDrawing, 'producerId'>, taken: Scene): Promise<void> => {
    const scene = await taken;
    const points = drawing.points.map((point) => unturned(point, turn));
    session.draw({ producerId, ...drawing, points, ...(scene ? { scene } : {}) });
  };
  const begin = (event: PointerEvent): void => {
    const at = placeIn(event);
    // Words are asked for when the button is up again: pressing it takes the focus away from whatever is new.
    if (!at || tool === 'laser' || tool === 'text' || tool === 'step') return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.hold();
    setStroke([at]);
  };
  const move = (event: PointerEvent): void => {
    const at = placeIn(event);
    if (!at) return;
    if (tool === 'laser') {
      if (event.timeStamp - laserAt.current < laserMs) return;
      laserAt.current = event.timeStamp;
      return session.point(producerId, ...unturned(at, turn));
    }
    const last = stroke.at(-1);
    if (last && Math.hypot(at[0] - last[0], at[1] - last[1]) > nearest) setStroke(isSpan(tool) ? [stroke[0] ?? at, at] : [...stroke, at]);
    return undefined;
  };
  const end = (event: PointerEvent): void => {
    const at = placeIn(event);
    const points = tool === 'text' || tool === 'step' ? at && [at] : stroke.length > 1 ? stroke : undefined;
    if (points && hasWords(tool)) {
      words.current = held.take();
      setAsked(points);
    } else if (points && tool !== 'numbered' && tool !== 'laser') void draw({ tool, points }, held.take());
    forget();
  };
  const forget = (): void => {
    held.letGo();
    setStroke([]);
  };
  const write = (text: string | undefined): void => {
    setAsked(undefined);
    if (text === undefined || !asked) return;
    const said = text === '' ? {} : { text };
    void draw({ ...(tool === 'text' ? { tool } : { tool: 'step', number: nextStep }), points: asked, ...said }, words.current);
  };
  const shown = asked ?? stroke;
  return (
    <>
      <div
        className="absolute inset-0 cursor-crosshair touch-none"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={forget}
        onPointerLeave={() => tool === 'laser' && session.point(null)}
      >
        {shown.length > 1 && <DrawingPreview tool={tool} points={shown} />}
      </div>
      {asked?.[0] && hasWords(tool) && <WordsBox at={asked[0]} isOptional={tool !== 'text'} onDone={write} />}
    </>
  );
}

function placeIn(event: PointerEvent): Point | undefined {
  return pointIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);
}
