import { useCallback, useRef, useState, type PointerEvent } from 'react';
import type { NodeKindName } from '../../../../../protocol/dialplan/nodes/index.ts';
import { cardWidth } from '../../state/geometry.ts';
import { useEditorParts } from '../editor-context.tsx';

/** What can be dragged onto the canvas. */
export type Draggable = NodeKindName | 'note' | 'entry';

export interface Dragged {
  readonly what: Draggable;
  readonly x: number;
  readonly y: number;
}

/** Fewer pixels are a shaky click. */
const THRESHOLD_PX = 5;

/**
 * Dragging from the palette by pointer events rather than by HTML drag and drop, so that a finger and a pen can do it too.
 * A click that is no drag is left to the button.
 */
export function usePaletteDrag(onDrop: (what: Draggable, at: { x: number; y: number }) => void) {
  const { canvas } = useEditorParts();
  const [dragged, setDragged] = useState<Dragged>();
  const start = useRef<Dragged>(undefined);
  const wasDragged = useRef(false);

  const begin = useCallback((event: PointerEvent<HTMLElement>, what: Draggable): void => {
    if (event.button !== 0) return;
    start.current = { what, x: event.clientX, y: event.clientY };
    wasDragged.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  }, []);

  const move = useCallback((event: PointerEvent<HTMLElement>): void => {
    const from = start.current;
    if (from === undefined) return;
    const isFar = Math.hypot(event.clientX - from.x, event.clientY - from.y) > THRESHOLD_PX;
    if (!isFar && !wasDragged.current) return;
    wasDragged.current = true;
    setDragged({ what: from.what, x: event.clientX, y: event.clientY });
  }, []);

  const end = useCallback(
    (event: PointerEvent<HTMLElement>): void => {
      const from = start.current;
      start.current = undefined;
      setDragged(undefined);
      if (from === undefined || !wasDragged.current || event.type === 'pointercancel') return;
      const place = canvas.current?.placeAt(event.clientX, event.clientY);
      if (place !== undefined) onDrop(from.what, { x: place.x - cardWidth / 2, y: place.y - 28 });
    },
    [canvas, onDrop],
  );

  /** Whether a click is the end of a drag and means nothing. */
  const isAfterDrag = useCallback((): boolean => {
    const was = wasDragged.current;
    wasDragged.current = false;
    return was;
  }, []);

  return { dragged, isAfterDrag, handlers: { begin, move, end } };
}
