import type { ReactNode } from 'react';
import type { Drawing, Laser, Point } from '../../state/live-view.ts';
import type { PictureSize } from '../../../../platform/masking/mask-messages.ts';
import { arrowPath, ellipsePath, wordsBeside, type At } from './drawing-paths.ts';
import { colourOf } from './seat-colours.ts';

interface DrawingLayerProps {
  readonly size: PictureSize;
  readonly drawings: readonly Drawing[];
  readonly lasers: readonly (Laser & { readonly colour: number })[];
  /** The picture lies whole in the middle of its place, which it does not fill. */
  readonly isInMiddle?: boolean;
}

/** What experts drew and point at, over the picture, at the same spots as at theirs. */
export function DrawingLayer({ size, drawings, lasers, isInMiddle = false }: DrawingLayerProps) {
  const { width, height } = size;
  const stroke = Math.max(3, width / 320);
  const at = ([x, y]: Point): At => [x * width, y * height];
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      preserveAspectRatio={isInMiddle ? 'xMidYMid' : 'none'}
      className="pointer-events-none absolute inset-0 size-full"
      fill="none"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawings.map((drawing) => (
        <Shape key={drawing.id} drawing={drawing} stroke={stroke} at={at} />
      ))}
      {lasers.map(({ seatId, x, y, colour }) => {
        const [cx, cy] = at([x, y]);
        return <circle key={seatId} cx={cx} cy={cy} r={stroke * 3} fill={colourOf(colour)} stroke="#fff" strokeWidth={stroke / 2} />;
      })}
    </svg>
  );
}

interface ShapeProps {
  readonly drawing: Drawing;
  readonly stroke: number;
  readonly at: (point: Point) => At;
}

function Shape({ drawing, stroke, at }: ShapeProps): ReactNode {
  const colour = colourOf(drawing.colour);
  const points = drawing.points.map(at);
  const [first = [0, 0] as const] = points;
  const last = points.at(-1) ?? first;
  switch (drawing.tool) {
    case 'pen':
    case 'highlight':
      return (
        <polyline
          points={points.map((point) => point.join(',')).join(' ')}
          stroke={colour}
          strokeWidth={drawing.tool === 'pen' ? stroke : stroke * 6}
          strokeOpacity={drawing.tool === 'pen' ? 1 : 0.35}
        />
      );
    case 'arrow':
      return <path d={arrowPath(first, last, stroke * 5)} stroke={colour} />;
    case 'box':
      // Four corners: it lies slantwise, with what it sticks to.
      if (points.length === 4) return <polygon points={points.join(' ')} stroke={colour} />;
      return (
        <rect
          x={Math.min(first[0], last[0])}
          y={Math.min(first[1], last[1])}
          width={Math.abs(last[0] - first[0])}
          height={Math.abs(last[1] - first[1])}
          stroke={colour}
        />
      );
    case 'ellipse':
      return <path d={ellipsePath(points)} stroke={colour} />;
    case 'text':
      return <Label at={first} text={drawing.text ?? ''} colour={colour} size={stroke * 7} />;
    case 'step':
      return <Step drawing={drawing} stroke={stroke} colour={colour} at={first} tip={points[1]} />;
    default:
      return null;
  }
}

interface StepProps {
  readonly drawing: Drawing;
  readonly stroke: number;
  readonly colour: string;
  readonly at: At;
  /** Where its arrow points. */
  readonly tip: At | undefined;
}

/** A number in a disc, with its sentence beside it, and its arrow; pale once it is done. */
function Step({ drawing, stroke, colour, at: first, tip }: StepProps) {
  const words = wordsBeside(first, tip, stroke);
  return (
    <g opacity={drawing.isDone === true ? 0.45 : 1}>
      {tip && <path d={arrowPath(first, tip, stroke * 5)} stroke={colour} />}
      <circle cx={first[0]} cy={first[1]} r={stroke * 5} fill={colour} stroke="#fff" strokeWidth={stroke / 2} />
      <text x={first[0]} y={first[1]} fill="#fff" fontSize={stroke * 6} textAnchor="middle" dominantBaseline="central" fontWeight="700">
        {drawing.number}
      </text>
      {drawing.text !== undefined && <Label {...words} text={drawing.text} colour={colour} size={stroke * 6} />}
    </g>
  );
}

interface LabelProps {
  readonly at: At;
  readonly isLeft?: boolean;
  readonly text: string;
  readonly colour: string;
  readonly size: number;
}

function Label({ at: [x, y], isLeft = false, text, colour, size }: LabelProps) {
  const anchor = isLeft ? 'end' : 'start';
  return (
    <text
      x={x}
      y={y}
      fill={colour}
      fontSize={size}
      textAnchor={anchor}
      fontWeight="600"
      stroke="#fff"
      strokeWidth={size / 6}
      paintOrder="stroke"
    >
      {text}
    </text>
  );
}
