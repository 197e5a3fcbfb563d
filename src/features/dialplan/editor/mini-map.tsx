import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, useOnViewportChange, useReactFlow } from 'reactflow';
import { useEditor } from '../components/editor-context.tsx';
import type { CanvasMarks } from '../state/canvas-marks.ts';
import { partsOf, sizeOf } from '../state/plan-parts.ts';
import { mapSize } from '../state/start-viewport.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';

const { width, height } = mapSize;
const margin = 40;

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

const known = new WeakMap<Plan, Bounds>();

/** Made once per plan value: whoever moves the window asks with every frame. */
function boundsOf(plan: Plan): Bounds {
  const bounds = known.get(plan) ?? measured(plan);
  known.set(plan, bounds);
  return bounds;
}

function measured(plan: Plan): Bounds {
  let [left, top, right, bottom] = [0, 0, 1, 1];
  for (const part of partsOf(plan).parts.values()) {
    const size = sizeOf(part);
    left = Math.min(left, part.position.x - margin);
    top = Math.min(top, part.position.y - margin);
    right = Math.max(right, part.position.x + size.width + margin);
    bottom = Math.max(bottom, part.position.y + size.height + margin);
  }
  return { left, top, scale: Math.min(width / (right - left), height / (bottom - top)) };
}

/**
 * The whole plan in small, and what of it is seen. One drawing instead of an element per node: it is made anew when the
 * plan changes, not while something is dragged. For the pointer; the keyboard has "find" and the arrow keys.
 */
export function MiniMap({ marks }: { marks: CanvasMarks }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const flow = useReactFlow();
  const picture = useRef<HTMLCanvasElement>(null);
  const seen = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let frame = 0;
    const plan = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (picture.current !== null) draw(picture.current, editor.plan, marks.view.getState().path?.visits);
        place(seen.current, flow.getViewport(), boundsOf(editor.plan));
      });
    };
    const stops = [editor.document.view.subscribe(plan), marks.view.subscribe(plan)];
    plan();
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [editor, marks, flow]);
  useOnViewportChange({ onChange: (viewport) => place(seen.current, viewport, boundsOf(editor.plan)) });

  const look = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { left, top, scale } = boundsOf(editor.plan);
    void flow.setCenter(left + (event.clientX - box.left) / scale, top + (event.clientY - box.top) / scale, { zoom: flow.getZoom() });
  };
  return (
    <Panel position="bottom-left" className="m-2! max-sm:hidden">
      <div
        aria-hidden
        title={t('canvas.map')}
        onPointerDown={look}
        onPointerMove={look}
        style={{ width, height }}
        className="relative cursor-crosshair overflow-hidden rounded-input border border-n7 bg-surface/90"
      >
        <canvas ref={picture} width={width * 2} height={height * 2} style={{ width, height }} />
        <div ref={seen} className="pointer-events-none absolute rounded-mark border border-accent bg-accent/10" />
      </div>
    </Panel>
  );
}

function draw(picture: HTMLCanvasElement, plan: Plan, visits: ReadonlyMap<string, unknown> | undefined): void {
  const context = picture.getContext('2d');
  if (context === null) return;
  const { left, top, scale } = boundsOf(plan);
  const style = getComputedStyle(picture);
  const plain = style.getPropertyValue('--color-n8');
  const accent = style.getPropertyValue('--color-accent');
  context.reset();
  context.scale(2, 2);
  for (const part of partsOf(plan).parts.values()) {
    const size = sizeOf(part);
    context.fillStyle = part.kind === 'entry' || visits?.has(part.id) === true ? accent : plain;
    context.fillRect((part.position.x - left) * scale, (part.position.y - top) * scale, size.width * scale, size.height * scale);
  }
}

function place(seen: HTMLDivElement | null, viewport: { x: number; y: number; zoom: number }, { left, top, scale }: Bounds): void {
  const frame = seen?.closest('.react-flow');
  if (seen === null || !(frame instanceof HTMLElement)) return;
  const factor = scale / viewport.zoom;
  seen.style.width = `${String(frame.clientWidth * factor)}px`;
  seen.style.height = `${String(frame.clientHeight * factor)}px`;
  seen.style.left = `${String((-viewport.x / viewport.zoom - left) * scale)}px`;
  seen.style.top = `${String((-viewport.y / viewport.zoom - top) * scale)}px`;
}
