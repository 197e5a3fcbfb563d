import { useCallback, useEffect, useRef, useState } from 'react';
import type { Connection, NodeChange, ReactFlowInstance } from 'reactflow';
import { partsOf } from '../state/plan-parts.ts';
import { useEditorParts } from '../components/editor-context.tsx';
import { Overview, shownIn } from '../state/overview.ts';
import { flowEdgesOf, flowNodesOf, type FlowEdge, type FlowLook, type FlowNode } from './flow-model.ts';
import { zoomLevel } from './zoom-level.ts';

export type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

/** Node positions while one drags are React Flow's own; the plan learns of them when the hand lets go. */
export function useFlow() {
  const { editor, marks } = useEditorParts();
  const flow = useRef<Flow>(undefined);
  const [overview] = useState(() => new Overview());
  const look = useCallback((): FlowLook => {
    const selection = editor.selection.view.getState();
    return { selected: selection.ids, diff: marks.view.getState().diff, shown: shownIn(overview.view.getState(), selection) };
  }, [editor, marks, overview]);
  const [first] = useState(() => flowNodesOf(editor.plan, look(), []));
  const [edges, setEdges] = useState(() => flowEdgesOf(editor.plan, look(), []));

  const attach = useCallback((instance: Flow): void => {
    flow.current = instance;
  }, []);

  const draw = useCallback((): void => {
    const now = look();
    flow.current?.setNodes((before) => flowNodesOf(editor.plan, now, before));
    setEdges((before) => flowEdgesOf(editor.plan, now, before));
  }, [editor, look]);

  useEffect(() => {
    const level = (): void => overview.handleLevel(zoomLevel.getState().isFar, editor.plan);
    const stops = [
      editor.document.view.subscribe(level),
      editor.document.view.subscribe(draw),
      editor.selection.view.subscribe(draw),
      marks.view.subscribe(draw),
      zoomLevel.subscribe(level),
      overview.view.subscribe((view, before) => {
        if (view.held === before.held) draw();
      }),
    ];
    level();
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, marks, overview, draw]);

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

  const onNodeDragStart = useCallback(
    (_event: unknown, _node: FlowNode, nodes: FlowNode[]): void => overview.hold(nodes.map(({ id }) => id)),
    [overview],
  );

  const onNodeDragStop = useCallback(
    (_event: unknown, _node: FlowNode, nodes: FlowNode[]): void => {
      overview.hold([]);
      editor.move(new Map(nodes.map((node) => [node.id, node.position])));
    },
    [editor, overview],
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

  return { flow, attach, overview, first, edges, onNodesChange, onNodeDragStart, onNodeDragStop, onConnect, isValidConnection };
}
