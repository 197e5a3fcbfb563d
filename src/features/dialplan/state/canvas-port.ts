import type { Position } from '../../../../protocol/dialplan/nodes/index.ts';

/** What the rest of the page may ask of the canvas, when there is one. */
export interface CanvasPort {
  /** The place on the canvas under a point of the window; undefined when the point is elsewhere. */
  placeAt(clientX: number, clientY: number): Position | undefined;
  /** The middle of what is seen. */
  middle(): Position;
  /** Brings a part into sight. */
  reveal(id: string): void;
  focus(): void;
  fit(): void;
  zoomBy(factor: number): void;
}
