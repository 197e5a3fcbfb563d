import { useRef, useState } from 'react';
import type { NewDrawing, Point } from '../../state/live-view.ts';
import { useHeldPicture } from '../../tracking/use-held-picture.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { unturned, type Turn } from './stage-place.ts';
import { hasWords, isSpan, type StageTool } from './stage-tool.ts';

export interface DrawnOn {
  readonly producerId: string;
  readonly tool: StageTool;
  readonly turn: Turn;
  /** What is drawn sticks to what this shows; null: to the place in the picture. */
  readonly video: HTMLVideoElement | null;
}

/** What a tool does at places of the picture, whoever leads it there: a pointer or keys. */
export interface Drawing {
  /** From where to where, of what is being drawn or waits for its words. */
  readonly shown: readonly Point[];
  readonly isBegun: boolean;
  /** Where words are asked for. */
  readonly wordsAt: Point | undefined;
  readonly begin: (at: Point) => void;
  /** `nowMs`: since any moment, the same for all moves. */
  readonly move: (at: Point, nowMs: number) => void;
  /** undefined: beside the picture. */
  readonly end: (at: Point | undefined) => void;
  readonly forget: () => void;
  /** undefined: given up. */
  readonly write: (text: string | undefined) => void;
  readonly laserOff: () => void;
}

/** A promise of what was drawn on. */
type Scene = Promise<Uint8Array<ArrayBuffer> | undefined> | undefined;

/** Lasers say so at most this often. */
const laserMs = 40;
/** Points of a stroke that are nearer than this, of the picture, are one. */
const nearest = 0.002;

/** A laser, a stroke, from one place to another, a place for words. */
export function useDrawing({ producerId, tool, turn, video }: DrawnOn): Drawing {
  const session = useSession();
  const [stroke, setStroke] = useState<readonly Point[]>([]);
  /** Where words are asked for, and what they belong to. */
  const [asked, setAsked] = useState<readonly Point[]>();
  const held = useHeldPicture(video);
  const words = useRef<Scene>(undefined);
  const laserAt = useRef(0);
  const nextStep = useLive((view) => view.drawings.filter(({ tool: one, isCopy }) => one === 'step' && isCopy !== true).length) + 1;
  const draw = async (drawing: Omit<NewDrawing, 'producerId'>, taken: Scene): Promise<void> => {
    const scene = await taken;
    const points = drawing.points.map((point) => unturned(point, turn));
    session.draw({ producerId, ...drawing, points, ...(scene ? { scene } : {}) });
  };
  const forget = (): void => {
    held.letGo();
    setStroke([]);
  };
  return {
    shown: asked ?? stroke,
    isBegun: stroke.length > 0,
    wordsAt: hasWords(tool) ? asked?.[0] : undefined,
    begin: (at) => {
      // Words are asked for when the button is up again: pressing it takes the focus away from whatever is new.
      if (!isStroke(tool)) return;
      held.hold();
      setStroke([at]);
    },
    move: (at, nowMs) => {
      if (tool === 'laser') {
        if (nowMs - laserAt.current < laserMs) return;
        laserAt.current = nowMs;
        return session.point(producerId, ...unturned(at, turn));
      }
      const last = stroke.at(-1);
      if (last && Math.hypot(at[0] - last[0], at[1] - last[1]) > nearest) setStroke(isSpan(tool) ? [stroke[0] ?? at, at] : [...stroke, at]);
      return undefined;
    },
    end: (at) => {
      const points = tool === 'text' || tool === 'step' ? at && [at] : stroke.length > 1 ? stroke : undefined;
      if (points && hasWords(tool)) {
        words.current = held.take();
        setAsked(points);
      } else if (points && isDrawn(tool)) void draw({ tool, points }, held.take());
      forget();
    },
    forget,
    write: (text) => {
      setAsked(undefined);
      if (text === undefined || !asked) return;
      const said = text === '' ? {} : { text };
      void draw({ ...(tool === 'text' ? { tool } : { tool: 'step', number: nextStep }), points: asked, ...said }, words.current);
    },
    laserOff: () => session.point(null),
  };
}

/** Drawn from a press to its end. */
function isStroke(tool: StageTool): boolean {
  return isSpan(tool) || tool === 'pen' || tool === 'highlight';
}

/** Stands without words. */
function isDrawn(tool: StageTool): tool is NewDrawing['tool'] {
  return tool === 'pen' || tool === 'highlight' || tool === 'arrow' || tool === 'box' || tool === 'ellipse';
}
