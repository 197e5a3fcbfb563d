import type { Point } from '../../state/live-view.ts';
import { cornersOf, ellipsePath } from '../../customer/preview/drawing-paths.ts';
import type { StageTool } from './stage-tool.ts';

/** What is being drawn, before it is. */
export function DrawingPreview({ tool, points }: { readonly tool: StageTool; readonly points: readonly Point[] }) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, vectorEffect: 'non-scaling-stroke' } as const;
  return (
    <svg aria-hidden viewBox="0 0 1 1" preserveAspectRatio="none" className="pointer-events-none absolute inset-0 size-full text-accent">
      {tool === 'box' ? (
        <polygon points={cornersOf(points).join(' ')} {...line} />
      ) : tool === 'ellipse' ? (
        <path d={ellipsePath(points)} {...line} />
      ) : (
        <polyline points={points.join(' ')} {...line} />
      )}
    </svg>
  );
}
