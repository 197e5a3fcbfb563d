import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Background, BackgroundVariant, ReactFlow, type NodeTypes } from 'reactflow';
import 'reactflow/dist/base.css';
import './canvas.css';
import { grid } from '../state/geometry.ts';
import { overviewFrom } from '../state/overview.ts';
import { startViewport } from '../state/start-viewport.ts';
import { useEditor, useEditorParts, useSelection } from '../components/editor-context.tsx';
import type { Spot } from '../state/selection.ts';
import type { Position } from '../../../../protocol/dialplan/nodes/index.ts';
import { CardNode } from './card-node.tsx';
import { EntryNode } from './entry-node.tsx';
import type { FlowEdge, FlowNode } from './flow-model.ts';
import { GhostNode } from './ghost-node.tsx';
import { MiniMap } from './mini-map.tsx';
import { NoteNode } from './note-node.tsx';
import { OverviewLayer } from './overview-layer.tsx';
import { partDomId } from './part-dom-id.ts';
import { flowId } from './port.tsx';
import { useCanvasKeys, type CanvasActions } from './use-canvas-keys.ts';
import { useCanvasPointer, useOverviewPointer } from './use-canvas-pointer.ts';
import { useCanvasPort } from './use-canvas-port.ts';
import { useFlow, type Flow } from './use-flow.ts';
import { WireEdge } from './wire-edge.tsx';
import { handleZoom } from './zoom-level.ts';

const nodeTypes: NodeTypes = { card: CardNode, entry: EntryNode, note: NoteNode, ghost: GhostNode };
const edgeTypes = { wire: WireEdge };
const snap: [number, number] = [grid, grid];
const withModifier = ['Meta', 'Control'];
const noAttribution = { hideAttribution: true };

export interface CanvasProps {
  actions: CanvasActions;
  /** A line was dropped where nothing is: choose what comes there. */
  onDropLine: (from: Spot, at: Position) => void;
}

/**
 * The plan as a drawing. To assistive technology it is an application with a focus of its own: arrow keys go along the
 * lines, `aria-activedescendant` names the place.
 */
export function Canvas({ actions, onDropLine }: CanvasProps) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { marks } = useEditorParts();
  const frame = useRef<HTMLDivElement>(null);
  const { flow, attach, overview, first, edges, ...handlers } = useFlow();
  const onKeyDown = useCanvasKeys(actions);
  const spot = useSelection((view) => view.spot);
  useCanvasPort(flow, frame);

  const begin = useCallback(
    (instance: Flow): void => {
      attach(instance);
      // React Flow calls its own element an application too; ours, with the keys and the name, is the one.
      frame.current?.querySelector('.react-flow')?.setAttribute('role', 'presentation');
      const box = frame.current?.getBoundingClientRect();
      const viewport = startViewport(editor.plan, box?.width ?? 0, box?.height ?? 0);
      void instance.setViewport(viewport);
      handleZoom(viewport.zoom);
    },
    [editor, attach],
  );
  const point = useOverviewPointer(flow, overview);
  const pointer = useCanvasPointer({ flow, overview, onOpen: actions.onOpen, onDropLine });

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- an application has its own keys (WAI-ARIA)
    <div
      ref={frame}
      role="application"
      aria-label={t('canvas.name')}
      aria-describedby="canvas-help"
      aria-activedescendant={spot === undefined ? undefined : partDomId(spot)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerMove={point}
      onPointerDown={(event) => event.currentTarget.focus({ preventScroll: true })}
      className="relative h-full min-h-0 w-full overflow-hidden bg-canvas -outline-offset-2"
    >
      <p id="canvas-help" className="sr-only">
        {t('canvas.help')}
      </p>
      <ReactFlow<FlowNode, FlowEdge>
        id={flowId}
        defaultNodes={first}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...handlers}
        {...pointer}
        onInit={begin}
        onMove={(_event, { zoom }) => handleZoom(zoom)}
        minZoom={0.05}
        maxZoom={2}
        snapToGrid
        snapGrid={snap}
        nodesDraggable={!editor.isReadOnly}
        nodesConnectable={!editor.isReadOnly}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={withModifier}
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={first.length > overviewFrom}
        elevateNodesOnSelect={false}
        proOptions={noAttribution}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--color-n7)" bgColor="transparent" />
        <OverviewLayer overview={overview} />
        <MiniMap marks={marks} />
      </ReactFlow>
    </div>
  );
}
