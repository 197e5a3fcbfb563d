import type { MaskArea, PictureSize } from './mask-messages.ts';

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An encoder mixes neighbouring pixels: what is painted over reaches this much further. */
const bleedPixels = 2;

/** The pixels to paint over: outwards to whole ones and a little more, never beyond the picture. */
export function boxOf(area: MaskArea, size: PictureSize): PixelBox {
  const left = clamp(Math.floor(area.x * size.width) - bleedPixels, size.width);
  const top = clamp(Math.floor(area.y * size.height) - bleedPixels, size.height);
  const right = clamp(Math.ceil((area.x + area.width) * size.width) + bleedPixels, size.width);
  const bottom = clamp(Math.ceil((area.y + area.height) * size.height) + bleedPixels, size.height);
  return { left, top, width: right - left, height: bottom - top };
}

function clamp(value: number, limit: number): number {
  return Math.min(Math.max(value, 0), limit);
}

/**
 * What is shown of the frames of a source.
 * ```
 * open ─other size while there are areas─▶ blackedOut ─confirmed for this size─▶ open
 * ```
 */
export class MaskRules {
  #areas: readonly MaskArea[] = [];
  #size: PictureSize | undefined;
  #confirmed: PictureSize | undefined;

  get isBlackedOut(): boolean {
    return this.#areas.length > 0 && !isSame(this.#size, this.#confirmed);
  }

  /** Areas are drawn on the picture that is shown at the moment, so they hold for its size. @returns whether one is hidden that was not before */
  setAreas(areas: readonly MaskArea[]): boolean {
    const before = this.#areas;
    if (before.length === 0) this.#confirmed = this.#size;
    this.#areas = areas;
    return !areas.every((area) => before.some((one) => isSameArea(one, area)));
  }

  confirm(size: PictureSize): void {
    if (isSame(size, this.#size)) this.#confirmed = size;
  }

  /** @returns whether the size is another than that of the frame before */
  handleSize(size: PictureSize): boolean {
    if (isSame(size, this.#size)) return false;
    this.#size = size;
    if (this.#areas.length === 0) this.#confirmed = size;
    return true;
  }

  /** What to paint over of a frame: nothing, some boxes, or all of it. */
  boxes(size: PictureSize): readonly PixelBox[] {
    if (this.isBlackedOut) return [{ left: 0, top: 0, width: size.width, height: size.height }];
    return this.#areas.map((area) => boxOf(area, size));
  }
}

function isSame(one: PictureSize | undefined, other: PictureSize | undefined): boolean {
  return one?.width === other?.width && one?.height === other?.height;
}

function isSameArea(one: MaskArea, other: MaskArea): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
