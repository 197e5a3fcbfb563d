import { memo } from 'react';
import { BaseEdge, getBezierPath, type EdgeProps } from 'reactflow';
import { useMarks } from '../components/editor-context.tsx';
import { lineBend } from '../state/geometry.ts';
import type { FlowEdge } from './flow-model.ts';

/** A line from an exit to a node. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props;
  const isTaken = useMarks(({ path }) => path?.edges.has(id) === true);
  const isPathShown = useMarks(({ path }) => path !== undefined);
  const change = useMarks(({ diff }) => diff?.edges.get(id));
  const [line] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, curvature: lineBend });
  const isRemoved = data?.isGhost === true;
  const color = isRemoved
    ? 'var(--color-red)'
    : isTaken || selected
      ? 'var(--color-accent)'
      : change === 'added'
        ? 'var(--color-green)'
        : 'var(--color-n8)';
  return (
    <BaseEdge
      path={line}
      interactionWidth={16}
      style={{
        stroke: color,
        strokeWidth: isTaken || selected === true || change !== undefined ? 3 : 1.75,
        opacity: isPathShown && !isTaken ? 0.4 : 1,
        ...(isRemoved ? { strokeDasharray: '6 4' } : {}),
      }}
    />
  );
});
