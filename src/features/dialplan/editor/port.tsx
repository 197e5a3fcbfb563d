import { Handle, Position, useNodeId } from 'reactflow';

/** Names the canvas in the ids of its handles; there is one canvas on a page. */
export const flowId = 'plan';

const shape =
  'block! size-2.5! min-w-0! min-h-0! rounded-full! border-2! border-n9! bg-surface! transition-colors hover:border-accent! hover:bg-accent!';

export interface PortProps {
  readonly id: string;
  readonly type: 'source' | 'target';
  /** From the top of the card, canvas units. */
  readonly y: number;
  /** The pointer or the selection is on the card: one may begin a line here. */
  readonly isLive: boolean;
  readonly isConnected: boolean;
}

/**
 * A port. React Flow's own handles listen to the whole canvas, which thousands of them make felt while one drags; so only
 * the card under the pointer has them. The others are plain marks that a line can end on: React Flow finds them by these
 * attributes.
 */
export function Port({ id, type, y, isLive, isConnected }: PortProps) {
  const nodeId = useNodeId() ?? '';
  const position = type === 'source' ? Position.Right : Position.Left;
  const className = isConnected ? `${shape} bg-n9!` : shape;
  if (isLive && type === 'source') {
    return <Handle id={id} type={type} position={position} className={className} style={{ top: y }} />;
  }
  return (
    <div
      data-handleid={id}
      data-nodeid={nodeId}
      data-handlepos={position}
      data-id={`${flowId}-${nodeId}-${id}-${type}`}
      style={{ top: y }}
      className={`react-flow__handle react-flow__handle-${position} nodrag nopan connectable connectablestart connectableend ${type} ${className}`}
    />
  );
}
