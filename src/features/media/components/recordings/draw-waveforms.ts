import { heightOf, type Bar } from '../../state/recordings/waveform.ts';

export interface Drawing {
  /** From top to bottom. */
  readonly lanes: readonly (readonly Bar[])[];
  /** Parts of the width, 0 to 1. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly position: number;
}

/** Width of a column and the space to the next, CSS pixels. */
export const columnWidth = 3;
const barWidth = 2;
const laneGap = 8;

/** Draws the lanes over each other: what was heard in the accent colour, pauses hatched, a line where one is. */
export function drawWaveforms(canvas: HTMLCanvasElement, { lanes, gaps, position }: Drawing): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const styles = getComputedStyle(canvas);
  const colour = (name: string): string => styles.getPropertyValue(`--color-${name}`);
  const heard = position * width;
  const laneHeight = (height - laneGap * (lanes.length - 1)) / lanes.length;
  for (const [lane, bars] of lanes.entries()) {
    const middle = lane * (laneHeight + laneGap) + laneHeight / 2;
    for (const [column, { peak, rms }] of bars.entries()) {
      const x = column * columnWidth;
      context.fillStyle = colour(x < heard ? 'accent' : 'n8');
      context.globalAlpha = 0.45;
      bar(context, x, middle, heightOf(peak) * laneHeight);
      context.globalAlpha = 1;
      bar(context, x, middle, heightOf(rms) * laneHeight);
    }
  }
  for (const { from, to } of gaps) hatch(context, { x: from * width, width: (to - from) * width, height }, colour('n4'), colour('n9'));
  context.fillStyle = colour('n12');
  context.fillRect(Math.min(width - 1, Math.max(0, heard - 0.5)), 0, 1.5, height);
}

function bar(...[context, x, middle, height]: [CanvasRenderingContext2D, number, number, number]): void {
  const drawn = Math.max(1, height);
  context.fillRect(x, middle - drawn / 2, barWidth, drawn);
}

const hatchStep = 6;

function hatch(
  context: CanvasRenderingContext2D,
  { x, width, height }: { readonly x: number; readonly width: number; readonly height: number },
  ground: string,
  lines: string,
): void {
  const drawn = Math.max(2, width);
  context.save();
  context.beginPath();
  context.rect(x, 0, drawn, height);
  context.clip();
  context.fillStyle = ground;
  context.fillRect(x, 0, drawn, height);
  context.strokeStyle = lines;
  context.beginPath();
  for (let at = x - height; at < x + drawn; at += hatchStep) {
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
  }
  context.stroke();
  context.restore();
}
