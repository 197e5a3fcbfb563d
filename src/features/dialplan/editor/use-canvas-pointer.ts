import { useMemo, type MouseEvent, type RefObject } from 'react';
import type { FinalConnectionState } from 'reactflow';
import type { Position } from '../../../../protocol/dialplan/nodes/index.ts';
import { useEditor } from '../components/editor-context.tsx';
import type { Spot } from '../state/selection.ts';
import type { FlowEdge, FlowNode } from './flow-model.ts';
import type { Flow } from './use-flow.ts';

export interface CanvasPointerOptions {
  flow: RefObject<Flow | undefined>;
  onOpen: (id: string) => void;
  onDropLine: (from: Spot, at: Position) => void;
}

/** What clicks on the canvas mean, and a line that ends where nothing is. */
export function useCanvasPointer({ flow, onOpen, onDropLine }: CanvasPointerOptions) {
  const editor = useEditor();
  return useMemo(
    () => ({
      onEdgeClick: (_event: MouseEvent, edge: FlowEdge): void => {
        if (typeof edge.sourceHandle === 'string') editor.selection.goTo({ id: edge.source, exit: edge.sourceHandle });
      },
      onPaneClick: (): void => editor.selection.clear(),
      onNodeDoubleClick: (_event: MouseEvent, node: FlowNode): void => onOpen(node.id),
      onConnectEnd: (event: globalThis.MouseEvent | TouchEvent, end: FinalConnectionState): void => {
        const from = end.fromHandle;
        if (end.toNode !== null || from?.id === null || from === null || from.type !== 'source') return;
        const point = 'changedTouches' in event ? event.changedTouches[0] : event;
        const at = point === undefined ? undefined : flow.current?.screenToFlowPosition({ x: point.clientX, y: point.clientY });
        if (at !== undefined && from.id !== undefined) onDropLine({ id: from.nodeId, exit: from.id }, at);
      },
    }),
    [editor, flow, onOpen, onDropLine],
  );
}
