import { useCallback, useEffect, useRef, useState } from 'react';
import type { Connection, NodeChange, ReactFlowInstance } from 'reactflow';
import { partsOf } from '../state/plan-parts.ts';
import { useEditorParts } from '../components/editor-context.tsx';
import { flowEdgesOf, flowNodesOf, type FlowEdge, type FlowNode } from './flow-model.ts';

export type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

/** Node positions while one drags are React Flow's own; the plan learns of them when the hand lets go. */
export function useFlow() {
  const { editor, marks } = useEditorParts();
  const flow = useRef<Flow>(undefined);
  const [first] = useState(() => flowNodesOf(editor.plan, editor.selection.view.getState().ids, marks.view.getState().diff, []));
  const [edges, setEdges] = useState(() => flowEdgesOf(editor.plan, marks.view.getState().diff, []));

  const attach = useCallback((instance: Flow): void => {
    flow.current = instance;
  }, []);

  const draw = useCallback((): void => {
    const { diff } = marks.view.getState();
    const { ids } = editor.selection.view.getState();
    flow.current?.setNodes((before) => flowNodesOf(editor.plan, ids, diff, before));
    setEdges((before) => flowEdgesOf(editor.plan, diff, before));
  }, [editor, marks]);

  useEffect(() => {
    const stops = [editor.document.view.subscribe(draw), editor.selection.view.subscribe(draw), marks.view.subscribe(draw)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, marks, draw]);

  const onNodesChange = useCallback(
    (changes: readonly NodeChange<FlowNode>[]): void => {
      const picked = changes.filter((change) => change.type === 'select');
      if (picked.length === 0) return;
      const ids = new Set(editor.selection.view.getState().ids);
      for (const change of picked) {
        if (change.selected) ids.add(change.id);
        else ids.delete(change.id);
      }
      editor.selection.select([...ids]);
    },
    [editor],
  );

  const onNodeDragStop = useCallback(
    (_event: unknown, _node: FlowNode, nodes: FlowNode[]): void => {
      editor.move(new Map(nodes.map((node) => [node.id, node.position])));
    },
    [editor],
  );

  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection): void => {
      if (sourceHandle !== null) editor.connect(source, sourceHandle, target);
    },
    [editor],
  );

  const isValidConnection = useCallback(
    ({ target, targetHandle }: Pick<Connection, 'target'> & { targetHandle?: string | null }): boolean =>
      targetHandle === 'in' && partsOf(editor.plan).parts.get(target)?.kind === 'node',
    [editor],
  );

  return { flow, attach, first, edges, onNodesChange, onNodeDragStop, onConnect, isValidConnection };
}
