import { useCallback, useMemo, useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { FinalConnectionState } from 'reactflow';
import type { Position } from '../../../../protocol/dialplan/nodes/index.ts';
import { useEditor } from '../components/editor-context.tsx';
import { partAt, partsBetween, type Overview } from '../state/overview.ts';
import type { Spot } from '../state/selection.ts';
import type { FlowEdge, FlowNode } from './flow-model.ts';
import type { Flow } from './use-flow.ts';

export interface CanvasPointerOptions {
  flow: RefObject<Flow | undefined>;
  overview: Overview;
  onOpen: (id: string) => void;
  onDropLine: (from: Spot, at: Position) => void;
}

/** What clicks on the canvas mean, and a line that ends where nothing is. */
export function useCanvasPointer({ flow, overview, onOpen, onDropLine }: CanvasPointerOptions) {
  const editor = useEditor();
  const corner = useRef<Position>(undefined);
  return useMemo(
    () => ({
      onEdgeClick: (_event: MouseEvent, edge: FlowEdge): void => {
        if (typeof edge.sourceHandle === 'string') editor.selection.goTo({ id: edge.source, exit: edge.sourceHandle });
      },
      // From afar a part has no element before one points at it; a finger points and taps at once.
      onPaneClick: (event: MouseEvent): void => {
        const at = overview.view.getState().isOn ? placeOf(flow.current, event) : undefined;
        const part = at && partAt(editor.plan, at);
        if (part === undefined) editor.selection.clear();
        else editor.selection.goTo({ id: part.id });
      },
      onSelectionStart: (event: MouseEvent): void => {
        corner.current = placeOf(flow.current, event);
      },
      onSelectionEnd: (event: MouseEvent): void => {
        const end = placeOf(flow.current, event);
        if (!overview.view.getState().isOn || corner.current === undefined || end === undefined) return;
        editor.selection.select(partsBetween(editor.plan, corner.current, end));
      },
      onNodeDoubleClick: (_event: MouseEvent, node: FlowNode): void => onOpen(node.id),
      onConnectEnd: (event: globalThis.MouseEvent | TouchEvent, end: FinalConnectionState): void => {
        const from = end.fromHandle;
        if (end.toNode !== null || from?.id === null || from === null || from.type !== 'source') return;
        const point = 'changedTouches' in event ? event.changedTouches[0] : event;
        const at = point === undefined ? undefined : flow.current?.screenToFlowPosition({ x: point.clientX, y: point.clientY });
        if (at !== undefined && from.id !== undefined) onDropLine({ id: from.nodeId, exit: from.id }, at);
      },
    }),
    [editor, flow, overview, onOpen, onDropLine],
  );
}

/** Gives the part below the pointer its element before a button is pressed. */
export function useOverviewPointer(flow: RefObject<Flow | undefined>, overview: Overview): (event: PointerEvent) => void {
  const editor = useEditor();
  return useCallback(
    (event: PointerEvent): void => {
      if (event.buttons !== 0 || !overview.view.getState().isOn) return;
      const at = placeOf(flow.current, event);
      overview.point(at && partAt(editor.plan, at)?.id);
    },
    [editor, flow, overview],
  );
}

function placeOf(flow: Flow | undefined, { clientX, clientY }: { clientX: number; clientY: number }): Position | undefined {
  return flow?.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
}
