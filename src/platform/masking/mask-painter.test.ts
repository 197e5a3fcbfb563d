import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MaskPainter } from './mask-painter.ts';

type Pixels = readonly (readonly string[])[];

/** Each pixel is the colour that was put there last, row by row. */
class FakeCanvas {
  readonly width: number;
  readonly height: number;
  readonly canvas = this;
  fillStyle = '';
  rows: string[][];

  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    this.rows = Array.from({ length: height }, () => Array.from({ length: width }, () => 'none'));
  }
  getContext(): this {
    return this;
  }
  fillRect(left: number, top: number, width: number, height: number): void {
    this.rows = this.rows.map((row, y) =>
      row.map((was, x) => (x >= left && x < left + width && y >= top && y < top + height ? this.fillStyle : was)),
    );
  }
  /** As browsers do with a frame that they cannot make an image of: nothing, and no word. */
  drawImage({ colour }: FakeFrame): void {
    if (colour === undefined) return;
    this.rows = this.rows.map((row) => row.map(() => colour));
  }
}

class FakeFrame {
  readonly displayWidth = 3;
  readonly displayHeight = 2;
  readonly timestamp = 0;
  readonly duration = null;
  readonly colour: string | undefined;
  readonly pixels: Pixels;
  isOpen = true;

  constructor(from: FakeCanvas | string | undefined) {
    this.colour = typeof from === 'object' ? undefined : from;
    this.pixels = typeof from === 'object' ? from.rows : [];
  }
  close(): void {
    this.isOpen = false;
  }
}

const box = { left: 0, top: 0, width: 2, height: 1 };
const black = '#000';

describe('[SU140] what the painter gives out', () => {
  const painter = new MaskPainter();
  const paint = (frame: FakeFrame): Pixels => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is touched of a frame, and made by the stub
    return (painter.paint(frame as unknown as VideoFrame, [box]) as unknown as FakeFrame).pixels;
  };
  beforeEach(() => {
    vi.stubGlobal('OffscreenCanvas', FakeCanvas);
    vi.stubGlobal('VideoFrame', FakeFrame);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is black in the box and the picture elsewhere', () => {
    const frame = new FakeFrame('red');
    expect(paint(frame)).toEqual([
      [black, black, 'red'],
      ['red', 'red', 'red'],
    ]);
    expect(frame.isOpen).toBe(false);
  });

  it('[SU146] is all black where the browser cannot draw the picture, not the one before', () => {
    paint(new FakeFrame('red'));
    expect(new Set(paint(new FakeFrame(undefined)).flat())).toEqual(new Set([black]));
  });
});
