import type { Point } from '../../state/live-view.ts';
import type { Box, Lens } from './stage-place.ts';

/** CSS pixels: of one press, of each repeat while the key is held, and with Shift. */
const steps = { once: 4, held: 16, far: 40 } as const;
/** What is nearer to the stage's edge than this, in CSS pixels, is moved further in. */
const margin = 24;

/** Where keys begin. */
export const middle: Point = [0.5, 0.5];

const ways: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
}

/** The place, 0 to 1 of the picture, after an arrow key; undefined for other keys. The first one shows it in the middle. */
export function movedMark(
  at: Point | undefined,
  { key, shiftKey, repeat }: Pressed,
  size: { readonly width: number; readonly height: number },
): Point | undefined {
  const way = ways[key];
  if (!way) return undefined;
  if (!at) return middle;
  const step = shiftKey ? steps.far : repeat ? steps.held : steps.once;
  return [within(at[0] + (way[0] * step) / Math.max(1, size.width)), within(at[1] + (way[1] * step) / Math.max(1, size.height))];
}

/** The lens under which a place of the picture is in sight. */
export function lensOn(lens: Lens, [x, y]: Point, place: Box, stage: { readonly width: number; readonly height: number }): Lens {
  const right = intoSight(place.left + x * place.width, stage.width);
  const down = intoSight(place.top + y * place.height, stage.height);
  return right === 0 && down === 0 ? lens : { ...lens, panX: lens.panX + right, panY: lens.panY + down };
}

/** How far what is at `at` has to go, to lie within 0 to `length` with a margin. */
function intoSight(at: number, length: number): number {
  if (length <= 2 * margin) return 0;
  return Math.min(length - margin, Math.max(margin, at)) - at;
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
