import { arrowPath, cornersOf, ellipsePath, wordsBeside, type At } from '../../customer/preview/drawing-paths.ts';
import { colourOf } from '../../customer/preview/seat-colours.ts';
import type { Drawing, Point } from '../../state/live-view.ts';

type Pen = OffscreenCanvasRenderingContext2D;

/** Paints drawings as the pages show them (`DrawingLayer`), for a picture that leaves them. */
export function paintDrawings(
  pen: Pen,
  { width, height }: { readonly width: number; readonly height: number },
  drawings: readonly Drawing[],
): void {
  const stroke = Math.max(3, width / 320);
  const at = ([x, y]: Point): At => [x * width, y * height];
  for (const drawing of drawings) {
    pen.save();
    pen.strokeStyle = pen.fillStyle = colourOf(drawing.colour);
    pen.lineWidth = stroke;
    pen.lineCap = pen.lineJoin = 'round';
    paint(pen, drawing, { stroke, points: drawing.points.map(at) });
    pen.restore();
  }
}

function paint(pen: Pen, drawing: Drawing, { stroke, points }: { readonly stroke: number; readonly points: readonly At[] }): void {
  const [first = [0, 0] as const] = points;
  const last = points.at(-1) ?? first;
  switch (drawing.tool) {
    case 'highlight':
      pen.globalAlpha = 0.35;
      pen.lineWidth = stroke * 6;
      return line(pen, points);
    case 'pen':
      return line(pen, points);
    case 'box':
      return line(pen, [...cornersOf(points), first]);
    case 'ellipse':
      return pen.stroke(new Path2D(ellipsePath(points)));
    case 'arrow':
      return pen.stroke(new Path2D(arrowPath(first, last, stroke * 5)));
    case 'text':
      return label(pen, drawing.text ?? '', { at: first, size: stroke * 7 });
    case 'step':
      return step(pen, drawing, { stroke, at: first, tip: points[1] });
    default:
      return undefined;
  }
}

function line(pen: Pen, points: readonly At[]): void {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
}

interface StepPlace {
  readonly stroke: number;
  readonly at: At;
  readonly tip: At | undefined;
}

function step(pen: Pen, drawing: Drawing, { stroke, at, tip }: StepPlace): void {
  const [x, y] = at;
  if (tip) pen.stroke(new Path2D(arrowPath(at, tip, stroke * 5)));
  pen.beginPath();
  pen.arc(x, y, stroke * 5, 0, 2 * Math.PI);
  pen.fill();
  if (drawing.text !== undefined) label(pen, drawing.text, { ...wordsBeside(at, tip, stroke), size: stroke * 6 });
  pen.fillStyle = '#fff';
  pen.font = `700 ${String(stroke * 6)}px sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(String(drawing.number ?? ''), x, y);
}

interface LabelPlace {
  readonly at: At;
  readonly isLeft?: boolean;
  readonly size: number;
}

/** With a white edge, so that it is read on every picture. */
function label(pen: Pen, text: string, { at: [x, y], isLeft = false, size }: LabelPlace): void {
  pen.font = `600 ${String(size)}px sans-serif`;
  pen.textAlign = isLeft ? 'end' : 'start';
  const { strokeStyle } = pen;
  pen.strokeStyle = '#fff';
  pen.lineWidth = size / 6;
  pen.strokeText(text, x, y);
  pen.strokeStyle = strokeStyle;
  pen.fillText(text, x, y);
}
