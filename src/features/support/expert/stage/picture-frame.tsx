import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, type WheelEvent } from 'react';
import { lensAfterKey, movedBy, zoomedAt, type Lens } from './stage-place.ts';

export interface PictureFrameProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly stage: { readonly width: number; readonly height: number };
  readonly lens: Lens;
  readonly onLens: (lens: Lens) => void;
  /** Whether dragging moves the picture; a tool that draws takes the pointer for itself. */
  readonly isMoved: boolean;
  /** Keys of the tool in hand come first: whether the key was for it. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** The keyboard is somewhere else now. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What the picture lies in: moves and zooms it, by pointer, wheel and keys. */
export function PictureFrame({ frame, label, stage, lens, onLens, isMoved, onKey, onLeave, children }: PictureFrameProps) {
  const grip = useRef<readonly [number, number]>(undefined);
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    onLens(zoomedAt(lens, event.deltaY < 0 ? 1.2 : 1 / 1.2, { x: event.clientX - bounds.left, y: event.clientY - bounds.top }, stage));
  };
  const press = (event: KeyboardEvent): void => {
    // What is written on the picture is written in a field of its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = onKey(event) ? lens : lensAfterKey(lens, event.key, stage);
    if (!next) return;
    event.preventDefault();
    if (next !== lens) onLens(next);
  };
  const grab = (event: PointerEvent): void => {
    if (!isMoved) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = [event.clientX, event.clientY];
  };
  const drag = (event: PointerEvent): void => {
    if (!grip.current) return;
    const [x, y] = grip.current;
    grip.current = [event.clientX, event.clientY];
    onLens(movedBy(lens, [event.clientX - x, event.clientY - y]));
  };
  const letGo = (): void => {
    grip.current = undefined;
  };
  return (
    // What can be moved has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={frame}
      role="group"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={`relative min-h-0 flex-1 overflow-hidden bg-stage focus-visible:-outline-offset-2 ${isMoved ? 'cursor-grab touch-none active:cursor-grabbing' : ''}`}
      onWheel={wheel}
      onKeyDown={press}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && onLeave()}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      {children}
    </div>
  );
}
