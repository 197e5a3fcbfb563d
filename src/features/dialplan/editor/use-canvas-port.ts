import { useImperativeHandle, type RefObject } from 'react';
import type { CanvasPort } from '../state/canvas-port.ts';
import { partsOf, sizeOf } from '../state/plan-parts.ts';
import { wholeViewport } from '../state/start-viewport.ts';
import { useEditorParts } from '../components/editor-context.tsx';
import type { Flow } from './use-flow.ts';

const GLIDE_MS = 160;
/** So much of a part has to be inside of the window, pixels. */
const EDGE_PX = 24;

function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE_MS;
}

/** Lets the rest of the page ask the canvas for places and ways to look. */
export function useCanvasPort(flow: RefObject<Flow | undefined>, frame: RefObject<HTMLDivElement | null>): void {
  const { canvas, editor } = useEditorParts();
  useImperativeHandle(
    canvas,
    (): CanvasPort => ({
      placeAt(clientX, clientY) {
        const target = document.elementFromPoint(clientX, clientY);
        if (target === null || frame.current?.contains(target) !== true) return undefined;
        return flow.current?.screenToFlowPosition({ x: clientX, y: clientY });
      },
      middle() {
        const box = frame.current?.getBoundingClientRect() ?? new DOMRect();
        const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        return flow.current?.screenToFlowPosition(middle) ?? { x: 0, y: 0 };
      },
      reveal(id) {
        const part = partsOf(editor.plan).parts.get(id);
        const box = frame.current?.getBoundingClientRect();
        if (part === undefined || flow.current === undefined || box === undefined) return;
        const { width, height } = sizeOf(part);
        const from = flow.current.flowToScreenPosition(part.position);
        const to = flow.current.flowToScreenPosition({ x: part.position.x + width, y: part.position.y + height });
        const isSeen =
          from.x >= box.left + EDGE_PX && from.y >= box.top + EDGE_PX && to.x <= box.right - EDGE_PX && to.y <= box.bottom - EDGE_PX;
        if (isSeen) return;
        void flow.current.setCenter(part.position.x + width / 2, part.position.y + height / 2, {
          zoom: Math.max(flow.current.getZoom(), 0.6),
          duration: glide(),
        });
      },
      focus: () => frame.current?.focus({ preventScroll: true }),
      fit() {
        const box = frame.current?.getBoundingClientRect();
        if (box !== undefined) void flow.current?.setViewport(wholeViewport(editor.plan, box.width, box.height), { duration: glide() });
      },
      zoomBy: (factor) => void flow.current?.zoomTo(flow.current.getZoom() * factor, { duration: glide() }),
    }),
    [editor, flow, frame],
  );
}
