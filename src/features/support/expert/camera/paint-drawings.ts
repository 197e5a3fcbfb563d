import { colourOf } from '../../customer/preview/seat-colours.ts';
import type { Drawing, Point } from '../../state/live-view.ts';

type Pen = OffscreenCanvasRenderingContext2D;
type At = readonly [x: number, y: number];

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
      return pen.strokeRect(first[0], first[1], last[0] - first[0], last[1] - first[1]);
    case 'arrow':
      return arrow(pen, [first, last], stroke * 5);
    case 'text':
      return label(pen, drawing.text ?? '', first, stroke * 7);
    case 'step':
      return step(pen, drawing, { stroke, at: first });
    default:
      return undefined;
  }
}

function line(pen: Pen, points: readonly At[]): void {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
}

function arrow(pen: Pen, [from, to]: readonly [At, At], head: number): void {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  line(pen, [from, to]);
  for (const turn of [0.5, -0.5]) line(pen, [to, [to[0] - head * Math.cos(angle + turn), to[1] - head * Math.sin(angle + turn)]]);
}

function step(pen: Pen, drawing: Drawing, { stroke, at: [x, y] }: { readonly stroke: number; readonly at: At }): void {
  pen.beginPath();
  pen.arc(x, y, stroke * 5, 0, 2 * Math.PI);
  pen.fill();
  if (drawing.text !== undefined) label(pen, drawing.text, [x + stroke * 7, y + stroke * 2], stroke * 6);
  pen.fillStyle = '#fff';
  pen.font = `700 ${String(stroke * 6)}px sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(String(drawing.number ?? ''), x, y);
}

/** With a white edge, so that it is read on every picture. */
function label(pen: Pen, text: string, [x, y]: At, size: number): void {
  pen.font = `600 ${String(size)}px sans-serif`;
  const { strokeStyle } = pen;
  pen.strokeStyle = '#fff';
  pen.lineWidth = size / 6;
  pen.strokeText(text, x, y);
  pen.strokeStyle = strokeStyle;
  pen.fillText(text, x, y);
}
