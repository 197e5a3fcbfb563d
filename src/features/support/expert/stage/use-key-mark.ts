import { useState, type KeyboardEvent } from 'react';
import type { Point } from '../../state/live-view.ts';
import { movedMark, middle } from './key-mark.ts';
import type { StageTool } from './stage-tool.ts';
import type { Drawing } from './use-drawing.ts';

export interface KeyMark {
  /** Where keys lead the tool; undefined while none was pressed. */
  readonly at: Point | undefined;
  /** Whether the key was for it. */
  readonly press: (event: KeyboardEvent) => boolean;
  /** The pointer leads the tool from here on. */
  readonly hide: () => void;
  /** The keyboard is somewhere else now: what it began is given up. */
  readonly leave: () => void;
}

interface KeyMarkOptions {
  readonly tool: StageTool;
  readonly drawing: Drawing;
  /** Of the picture as it lies in the stage, CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** The picture has to be moved so that this is seen. */
  readonly onMark: (at: Point) => void;
}

/** Leads a tool over the picture by keys: arrows move it, Enter or space begins and ends, Escape lets go. */
export function useKeyMark({ tool, drawing, size, onMark }: KeyMarkOptions): KeyMark {
  const [at, setAt] = useState<Point>();
  const lead = (to: Point, nowMs: number): void => {
    setAt(to);
    onMark(to);
    drawing.move(to, nowMs);
  };
  const mark = (nowMs: number): void => {
    const here = at ?? middle;
    setAt(here);
    onMark(here);
    if (tool === 'laser') return drawing.move(here, nowMs);
    if (drawing.isBegun) return drawing.end(here);
    drawing.begin(here);
    // A place for words is there with one press.
    return tool === 'text' || tool === 'step' ? drawing.end(here) : undefined;
  };
  const letGo = (): boolean => {
    if (!at) return false;
    if (drawing.isBegun) drawing.forget();
    else setAt(undefined);
    return true;
  };
  return {
    at: tool === 'look' || tool === 'control' ? undefined : at,
    hide: () => setAt(undefined),
    leave: () => {
      if (at && drawing.isBegun) drawing.forget();
      setAt(undefined);
    },
    press: (event) => {
      if (tool === 'look' || tool === 'control') return false;
      const to = movedMark(at, event, size);
      if (to) lead(to, event.timeStamp);
      else if (event.key === 'Escape') return letGo();
      else if (event.key !== 'Enter' && event.key !== ' ') return false;
      else if (!event.repeat) mark(event.timeStamp);
      return true;
    },
  };
}
