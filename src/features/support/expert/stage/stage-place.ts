/** A size or place in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How a picture lies in the stage: as large as fits, or pixel by pixel, zoomed and moved. */
export interface Lens {
  readonly mode: 'fit' | 'exact';
  /** Beside the mode's own size; 1 to `mostZoom`. */
  readonly zoom: number;
  readonly panX: number;
  readonly panY: number;
}

export const mostZoom = 8;

export const wholePicture: Lens = { mode: 'fit', zoom: 1, panX: 0, panY: 0 };

/** Where the picture is, in the stage. */
export function placeOf(
  picture: { readonly width: number; readonly height: number },
  stage: { readonly width: number; readonly height: number },
  lens: Lens,
): Box {
  const { width, height } = picture;
  const fitting = Math.min(stage.width / Math.max(1, width), stage.height / Math.max(1, height));
  const scale = (lens.mode === 'fit' ? fitting : 1) * lens.zoom;
  const [shownWidth, shownHeight] = [width * scale, height * scale];
  return {
    left: (stage.width - shownWidth) / 2 + lens.panX,
    top: (stage.height - shownHeight) / 2 + lens.panY,
    width: shownWidth,
    height: shownHeight,
  };
}

/** The place under a pointer, 0 to 1 of the picture; undefined beside it. */
export function pointIn(
  place: Pick<Box, 'left' | 'top' | 'width' | 'height'>,
  x: number,
  y: number,
): readonly [x: number, y: number] | undefined {
  const at = [(x - place.left) / place.width, (y - place.top) / place.height] as const;
  return at.every((share) => share >= 0 && share <= 1) ? at : undefined;
}

/** How often a picture is turned to the right by a quarter. */
export type Turn = 0 | 1 | 2 | 3;

/** As wide and high as it is once it is turned. */
export function turnedSize(
  { width, height }: { readonly width: number; readonly height: number },
  turn: Turn,
): { readonly width: number; readonly height: number } {
  return turn % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** The spot of the picture itself that is seen at a spot of the turned one. */
export function unturned([x, y]: readonly [x: number, y: number], turn: Turn): readonly [x: number, y: number] {
  if (turn === 1) return [y, 1 - x];
  if (turn === 2) return [1 - x, 1 - y];
  return turn === 3 ? [1 - y, x] : [x, y];
}

/** The lens after zooming by a factor so that what is under the pointer stays there. */
export function zoomedAt(
  lens: Lens,
  factor: number,
  pointer: { readonly x: number; readonly y: number },
  stage: { readonly width: number; readonly height: number },
): Lens {
  const zoom = Math.min(mostZoom, Math.max(1, lens.zoom * factor));
  if (zoom === 1) return { ...lens, zoom, panX: 0, panY: 0 };
  const grown = zoom / lens.zoom;
  const [centreX, centreY] = [stage.width / 2 + lens.panX, stage.height / 2 + lens.panY];
  return { ...lens, zoom, panX: lens.panX + (centreX - pointer.x) * (grown - 1), panY: lens.panY + (centreY - pointer.y) * (grown - 1) };
}

/** CSS pixels that an arrow key moves a picture by. */
const keyPan = 60;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [keyPan, 0],
  ArrowRight: [-keyPan, 0],
  ArrowUp: [0, keyPan],
  ArrowDown: [0, -keyPan],
};

/** The lens after a picture was moved; what lies whole in the stage stays in its middle. */
export function movedBy(lens: Lens, [right, down]: readonly [right: number, down: number]): Lens {
  if (lens.mode === 'fit' && lens.zoom === 1) return lens;
  return { ...lens, panX: lens.panX + right, panY: lens.panY + down };
}

/** The lens after a key; undefined for keys that are none of its business. */
export function lensAfterKey(lens: Lens, key: string, stage: { readonly width: number; readonly height: number }): Lens | undefined {
  const centre = { x: stage.width / 2, y: stage.height / 2 };
  if (key === '+' || key === '=') return zoomedAt(lens, 1.2, centre, stage);
  // Smaller than pixel by pixel is all of it.
  if (key === '-') return lens.mode === 'exact' && lens.zoom === 1 ? wholePicture : zoomedAt(lens, 1 / 1.2, centre, stage);
  if (key === '0') return wholePicture;
  const arrow = arrows[key];
  return arrow && movedBy(lens, arrow);
}
